// Draws our mark, two overlapping circles, as PNG icons for phones; so that no picture is kept in the repository.

import * as zlib from 'node:zlib'

const GROUND = [0x13, 0x4e, 0x5e]
const RINGS = [
  { x: 0.39, y: 0.5, radius: 0.2, width: 0.075, colour: [0xff, 0xff, 0xff] },
  { x: 0.61, y: 0.5, radius: 0.2, width: 0.075, colour: [0xff, 0xcf, 0x9f] }
]

// A PNG of that many pixels square; the mark stays inside the circle that phones may cut out of it.
export function icon (size) {
  const rows = Buffer.alloc((size * 3 + 1) * size)
  for (let y = 0, at = 0; y < size; y++) {
    rows[at++] = 0
    for (let x = 0; x < size; x++) {
      for (const part of pixel((x + 0.5) / size, (y + 0.5) / size, size)) rows[at++] = part
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header(size)),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

// The colour of one point, its edges softened over one pixel.
function pixel (x, y, size) {
  let colour = GROUND
  for (const ring of RINGS) {
    const off = Math.abs(Math.hypot(x - ring.x, y - ring.y) - ring.radius) - ring.width / 2
    const cover = Math.min(1, Math.max(0, 0.5 - off * size))
    colour = colour.map((part, i) => Math.round(part + (ring.colour[i] - part) * cover))
  }
  return colour
}

// Width, height, then 8 bits a channel, red green blue, no interlace.
function header (size) {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(size, 0)
  data.writeUInt32BE(size, 4)
  data.set([8, 2, 0, 0, 0], 8)
  return data
}

function chunk (kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(checksum(body), body.length + 4)
  return out
}

// Older releases of Node lack zlib.crc32.
function checksum (data) {
  if (zlib.crc32) return zlib.crc32(data)
  let sum = ~0
  for (const byte of data) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
