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
