// Builds one style sheet, the scripts and the icons from alongside/kit/pages/assets into build/assets.

import { mkdirSync, writeFileSync, readdirSync, cpSync, rmSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, transform } from 'esbuild'
import * as sass from 'sass'

import { icon } from './icons.mjs'

const source = 'alongside/kit/pages/assets'
const target = 'build/assets/kit'
rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })

const styles = sass.compile(join(source, 'alongside.scss'), {
  loadPaths: ['node_modules'],
  quietDeps: true,
  silenceDeprecations: ['if-function'],
  style: 'compressed'
})
const { code } = await transform(styles.css, { loader: 'css', minify: true, legalComments: 'none', target: ['es2020', 'safari14'] })
writeFileSync(join(target, 'alongside.css'), code)

// Each script beside the parts folder becomes one file; what it imports is bundled into it.
const scripts = readdirSync(join(source, 'scripts')).filter((name) => /^[a-z-]+\.js$/.test(name))
await build({
  entryPoints: scripts.map((name) => join(source, 'scripts', name)),
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  legalComments: 'none',
  nodePaths: ['node_modules']
})

// A package may bring scripts of its own, in its assets folder; each of `entries` becomes one file under the package's name.
const packages = readdirSync('alongside', { withFileTypes: true })
  .filter((floor) => floor.isDirectory())
  .flatMap((floor) => readdirSync(join('alongside', floor.name)).map((name) => join('alongside', floor.name, name, 'assets/entries')))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
for (const path of packages) {
  const outdir = join('build/assets', path.split('/')[2])
  await build({ entryPoints: [path], outdir, bundle: true, minify: true, format: 'iife', target: 'es2020', legalComments: 'none' })
}

cpSync(join(source, 'images'), target, { recursive: true })
for (const size of [180, 192, 512]) writeFileSync(join(target, `icon-${size}.png`), icon(size))
