import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

// The page that a group's device serves to its phones: a folder of its own, under the same strict
// policy of contents as the console.
/** The first of the devices' doors of `dudao up`, under a certificate of the county's own. */
const device_at = 'https://127.0.0.1:8443'
const out = fileURLToPath(new URL('dist-field/', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

/** The page becomes the folder's index; the worker learns which files are the shell, and their name. */
function shell() {
  return {
    name: 'field-shell',
    closeBundle() {
      renameSync(`${out}field.html`, `${out}index.html`)
      const files = readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((f) => f.isFile())
        .map((f) => `${f.parentPath}/${f.name}`.replace('//', '/').slice(out.length))
        .filter((f) => f !== 'sw.js' && !f.startsWith('.vite/'))
        .sort()
      const hash = createHash('sha256')
      for (const file of files) hash.update(file).update(readFileSync(out + file))
      const paths = files.map((f) => (f === 'index.html' ? '/' : `/${f}`))
      const worker = readFileSync(`${out}sw.js`, 'utf8')
        .replace('__SHELL_FILES__', paths.join(' '))
        .replace('__SHELL_NAME__', hash.digest('hex').slice(0, 16))
      writeFileSync(`${out}sw.js`, worker)
      // Packed beside each file: the device sends what the browser takes.
      for (const file of [...files, 'sw.js'].filter((f) => !f.endsWith('.png'))) {
        const bytes = readFileSync(out + file)
        writeFileSync(`${out}${file}.br`, brotliCompressSync(bytes))
        writeFileSync(`${out}${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false }), shell()],
  publicDir: 'public-field',
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    outDir: 'dist-field',
    target: ['es2020', 'chrome87'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: {
      input: { field: 'field.html', sw: 'src/field/sw.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: {
      '/api': {
        target: device_at,
        changeOrigin: true,
        secure: false,
        headers: { origin: device_at },
      },
    },
  },
})
