// What the scripts that drive the field page share.

export async function pairPhone(page, code) {
  await page.goto('/pair?lang=zh')
  await page.getByLabel('配对码').fill(code)
  await page.getByRole('button', { name: '配对' }).click()
  await page.waitForSelector('.card')
}

/** A picture that no other is: a drawing, by the browser itself. */
export async function aPhoto(page, n, edge = 900) {
  const data = await page.evaluate(
    ([n, edge]) => {
      const canvas = document.createElement('canvas')
      canvas.width = edge
      canvas.height = Math.round(edge * 0.75)
      const c = canvas.getContext('2d')
      for (let i = 0; i < 400; ++i) {
        c.fillStyle = `hsl(${(i * 47 + n * 90) % 360} 30% ${30 + ((i * 31 + n) % 50)}%)`
        c.fillRect((i * 73 * n) % edge, (i * 131) % canvas.height, edge / 9, edge / 9)
      }
      // Grain, as a real photo has: a large one does not fit into one piece.
      const grain = c.getImageData(0, 0, canvas.width, canvas.height)
      let dice = n
      for (let i = 0; i < grain.data.length; ++i) {
        dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0
        if (i % 4 < 3) grain.data[i] += (dice >>> 24) / 4 - 32
      }
      c.putImageData(grain, 0, 0)
      return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]
    },
    [n, edge],
  )
  return { name: `photo-${n}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(data, 'base64') }
}

const key = (() => {
  let n = 0
  return () => `01KAZZZZZZ${String(++n).padStart(16, '0')}`
})()

/** A visit half done: answers of two phones, a finding with a photo. Gives the finding's id. */
export async function prepare(page, mock) {
  const other = 'p-cyhe3vpz'
  const say = (body) =>
    new Promise((done) => mock.command({ key: key(), ...body }, other, (_, answer) => done(answer)))
  await say({ do: 'answer', task: 31, item: 'F2', value: '3', text: '1 人请假，有假条' })
  await say({ do: 'answer', task: 31, item: 'F3', value: 'y' })
  await say({ do: 'answer', task: 31, item: 'F4', value: '1' })
  await page.goto('/tasks/31/list/F2?lang=zh')
  await page.getByLabel('填数字').fill('1')
  await page.getByRole('button', { name: /保存/ }).click()
  await page.waitForURL('**/F3*')
  await page.goto('/tasks/31/list/F1?lang=zh')
  await page.getByRole('radio', { name: '否', exact: true }).check()
  await page.locator('input[type=file]').setInputFiles(await aPhoto(page, 1))
  await page.waitForSelector('.picture img')
  await page.getByRole('button', { name: '记为问题' }).click()
  await page.getByLabel('看到了什么').fill('工作室上锁，值班表停在 9 月 12 日；电话 3 次无人接。')
  await page.locator('input[type=file]').setInputFiles(await aPhoto(page, 2))
  await page.waitForSelector('.picture img')
  await page.getByRole('button', { name: '保存问题' }).click()
  await page.waitForURL('**/findings*')
  await page.goto('/tasks/31/findings?lang=zh')
  await page.waitForSelector('.tick-office')
  return page.evaluate(() => /findings\/(\w{26})/.exec(document.querySelector('.lines a').href)[1])
}
