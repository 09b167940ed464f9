import preact from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'

// The server sends `script-src 'self'; style-src 'self'`: nothing may be inlined, nothing may come
// from elsewhere.
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    target: ['es2020', 'chrome87'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  // A test reads the record's event names where they stand.
  server: {
    proxy: { '/api': 'http://127.0.0.1:8787' },
    fs: { allow: ['.', '../../common/domain'] },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    css: { include: [/tokens\.css/] },
    testTimeout: 60_000,
  },
})
