// Prints pages to PDF as a person would: signed in, in both languages, by the sheet that the page asks for.
//
//     node tests/browser/papers.mjs http://127.0.0.1:8080 FOLDER ACCOUNT PASSWORD '{"notice": "/papers/12", …}'

import { join } from 'node:path'
import { browserOf } from '../../console/web/test/browser.mjs'

const [base, out, name, password, places] = process.argv.slice(2)
const patience_ms = 120_000
const browser = await browserOf()
try {
  for (const lang of ['zh', 'en']) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: base })
    context.setDefaultTimeout(patience_ms)
    await context.request.post('/api/v1/login', { data: { name, password } })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      throw error
    })
    for (const [kind, place] of Object.entries(JSON.parse(places))) {
      await page.goto(`${place}${place.includes('?') ? '&' : '?'}lang=${lang}`)
      await page.waitForFunction(
        (file) => {
          const main = document.querySelector('main')
          if (!main?.textContent || document.querySelector('[aria-busy=true]')) return false
          return !file || document.querySelectorAll('.sheet').length > 8
        },
        kind === 'file',
      )
      await page.pdf({ path: join(out, `${kind}-${lang}.pdf`), preferCSSPageSize: true, printBackground: true })
    }
    await context.close()
  }
} finally {
  await browser.close()
}
