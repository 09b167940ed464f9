// The words of the pages and what their forms ask for, for scripts that drive a browser in either language: a button is
// found by the word that a person reads on it.

import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

/** `office` and `phone` say the word of a key; `commands` are the forms, by the name of the command. */
export async function catalogueOf(lang) {
  const vite = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  try {
    const load = (file) => vite.ssrLoadModule(`/src/${file}.ts`)
    const { capital, fill } = await load('words/catalogue')
    const sayer = (texts) => (key, values) => {
      if (!(key in texts)) throw new Error(`no words for ${key}`)
      return values ? fill(texts[key], values) : texts[key]
    }
    return {
      capital,
      office: sayer((await load(`words/${lang}`))[lang]),
      phone: sayer((await load(`field/words/${lang}`))[lang]),
      commands: (await load('parts/commands')).commands,
    }
  } finally {
    await vite.close()
  }
}
