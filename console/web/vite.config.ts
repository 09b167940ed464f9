import preact from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'

/** Where `dudao up` serves the console; the pages under development take its place, as its own. */
const console_at = 'http://127.0.0.1:8080'

// The server sends `script-src 'self'; style-src 'self'`: nothing may be inlined, nothing may come
// from elsewhere.
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    target: ['es2020', 'chrome87'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        // An answer costs half a kilobyte beside what is in it: what every page needs comes in one.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              test: /src\/(main|parts\/(charts|chip|counted|figure|panel|slip))\.tsx$/,
            },
          ],
        },
      },
    },
  },
  // A test reads the record's event names where they stand.
  server: {
    proxy: { '/api': { target: console_at, changeOrigin: true, headers: { origin: console_at } } },
    fs: { allow: ['.', '../../docs'] },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    css: { include: [/tokens\.css/] },
    testTimeout: 60_000,
    setupFiles: ['test/setup.ts'],
  },
})
