// A real identity provider for the journey with a network's own sign-in: the OpenID-certified `oidc-provider`, over TLS.
// usage: node provider.mjs key.pem cert.pem redirect-address; prints its issuer once it listens.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { Provider } from "oidc-provider";

const [key, cert, redirect] = process.argv.slice(2);
const people = {
  bea: { sub: "4f1c-bea", email: "bea@example.org", email_verified: true, name: "Bea" },
  zed: { sub: "9a2d-zed", email: "zed@example.org", email_verified: true, name: "Zed" },
};

const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) });
server.listen(0, "127.0.0.1", () => {
  const issuer = `https://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "alongside", client_secret: "secret of the client", redirect_uris: [redirect] }],
    claims: { email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    findAccount: (_context, id) => people[id] && { accountId: id, claims: () => people[id] },
    cookies: { keys: ["only for tests"] },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
