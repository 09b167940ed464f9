// Photos and other files: kept as they came the moment they are taken, photos then made small, each
// then named by its SHA-256. A page that dies in between goes on where it was.

import { ulid } from '../../base/ulid'
import { isRaw, type Photo } from '../core/command'
import { moment } from './clock'
import { blobOf, draftPhotos, dropPhoto, keepPhoto, photos } from './store'

const edge_px = 1600
const quality = 0.8
export const photo_bytes_max = 20 * 1024 * 1024

export async function hashOf(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('')
}

/** At most 1600 px; a picture that this browser cannot draw stays as it is. */
async function small(blob: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(blob, { imageOrientation: 'from-image' })
    const scale = Math.min(1, edge_px / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const jpeg = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, 'image/jpeg', quality),
    )
    return jpeg ?? blob
  } catch {
    return blob
  }
}

/** By form: until all the photos taken for it so far are made. */
const making = new Map<string, Promise<unknown>>()

function during<T>(draft: string, work: Promise<T>): Promise<T> {
  making.set(draft, Promise.allSettled([making.get(draft), work]))
  return work
}

/** A form's photos, once they are made: who saves at once leaves none behind. */
export async function photosFor(draft: string): Promise<Photo[]> {
  await making.get(draft)
  const taken = draftPhotos(draft)
  if (taken.some(isRaw)) throw new Error('a photo could not be made small')
  return taken
}

/** Larger than the device takes, or without a byte: it was not kept. */
export type Taken = 'kept' | 'big' | 'empty'

/** Takes a photo or another file for a form; `mime` where the browser does not say what it is. */
export const takePhoto = (
  task: number,
  draft: string,
  file: Blob,
  mime = 'image/jpeg',
): Promise<Taken> => during(draft, take(task, draft, file, mime))

const isPicture = (mime: string): boolean => mime.startsWith('image/')

async function take(task: number, draft: string, file: Blob, otherwise: string): Promise<Taken> {
  const mime = file.type.split(';')[0]!.trim() || otherwise
  if (file.size === 0) return 'empty'
  if (!isPicture(mime) && file.size > photo_bytes_max) return 'big' // it is not made small
  const raw: Photo = {
    hash: `raw:${ulid()}`,
    task,
    size: file.size,
    mime,
    sent: 0,
    complete: false,
    stored: false,
    made_at: moment(),
    draft,
  }
  await keepPhoto(raw, file)
  return finish(raw)
}

async function finish(raw: Photo): Promise<Taken> {
  const bytes = await blobOf(raw.hash)
  if (!bytes) return 'empty'
  const signed = raw.mime === 'image/png' && raw.draft.startsWith('sign:')
  const blob = signed || !isPicture(raw.mime) ? bytes : await small(bytes)
  if (blob.size > photo_bytes_max) {
    await dropPhoto(raw.hash)
    return 'big'
  }
  const hash = await hashOf(blob)
  const before = photos.value.get(hash)
  const mime = blob === bytes ? raw.mime : blob.type || raw.mime
  await keepPhoto(
    before ?? { ...raw, hash, size: blob.size, mime },
    before ? undefined : blob,
    raw.hash,
  )
  return 'kept'
}

/** What a page that died had not made small yet. */
export async function finishPhotos(): Promise<void> {
  for (const photo of photos.value.values()) {
    if (isRaw(photo)) await during(photo.draft, finish(photo))
  }
}
