// Passkeys: shows the forms that need a browser which knows them, asks the device, and sends what it answers.
//
// <form data-passkey="login|get|add" data-options='{…}' hidden> with a hidden field `credential` and a paragraph for a failure.

(function () {
  const ways = {
    login: async form => window.webauthnJSON.get(await asked(form.action)),
    get: async form => window.webauthnJSON.get(JSON.parse(form.dataset.options)),
    add: async form => window.webauthnJSON.create(withKeyOnDevice(JSON.parse(form.dataset.options)))
  }

  async function asked (address) {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error('no answer to the passkey')
    return (await answer.json()).request_options
  }

  // A passkey that signs in by itself stays on the device and asks for a finger, a face or a number.
  function withKeyOnDevice (options) {
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: 'required', requireResidentKey: true, userVerification: 'required'
    })
    return options
  }

  async function send (form) {
    const problem = form.querySelector('[role=alert]')
    problem.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](form))
      form.submit()
    } catch (error) {
      problem.hidden = false
    }
  }

  if (!window.PublicKeyCredential || !window.webauthnJSON) return
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', event => { event.preventDefault(); send(form) })
  }
  for (const words of document.querySelectorAll('[data-without-passkeys]')) words.hidden = true
})()
