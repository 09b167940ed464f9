// Photos and other files as they lie on this phone, with how far each has come, and the buttons that
// take one.

import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../parts/icon'
import { hourOf } from '../../time/civil'
import { isRaw, type Photo } from '../core/command'
import type { Reach } from '../core/outbox'
import { takePhoto } from '../shell/photos'
import { agent, blobOf, dropPhoto } from '../shell/store'
import { t } from '../words/words'
import { notify } from './frame'
import { Tick } from './tick'

export function reachOf(photo: Photo): Reach {
  if (photo.stored || agent.value?.files.some((f) => f.hash === photo.hash && f.stored)) {
    return 'office'
  }
  return photo.complete ? 'agent' : 'phone'
}

function Picture({ photo, mayDrop }: { photo: Photo; mayDrop: boolean }) {
  const [url, setUrl] = useState('')
  const isPicture = photo.mime.startsWith('image/')
  useEffect(() => {
    if (!isPicture) return
    let made = ''
    let here = true
    void blobOf(photo.hash).then((blob) => {
      if (!blob || !here) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    })
    return () => {
      here = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [photo.hash, isPicture])
  const at = hourOf(photo.made_at)
  return (
    <li class="picture">
      {url && <img src={url} alt={t('photo.alt', { t: at })} />}
      {!url && (
        <span class="picture-kind">
          <Icon name={isPicture ? 'camera' : 'clip'} size={24} />
          {!isPicture && kindOf(photo.mime)}
        </span>
      )}
      <span class="picture-note">
        {at}
        {isRaw(photo) ? t('photo.making') : <Tick reach={reachOf(photo)} size={14} />}
      </span>
      {mayDrop && (
        <button
          type="button"
          class="picture-drop"
          aria-label={t('photo.drop')}
          onClick={() => void dropPhoto(photo.hash)}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  )
}

/** `application/pdf` is a PDF to people. */
const kindOf = (mime: string): string => mime.slice(mime.lastIndexOf('/') + 1).slice(0, 8)

interface Props {
  task: number // or the assignment
  draft: string // the form that photos are taken for
  photos: Photo[]
  label: string
  mayAdd?: boolean
  files?: boolean // also others than photos
  taken?: () => void
}

/** What the office lists as kinds of evidence, beside photos. */
const other_kinds = 'application/pdf,video/mp4,audio/mpeg'

export function Pictures({
  task,
  draft,
  photos,
  label,
  mayAdd = true,
  files: others = false,
  taken,
}: Props) {
  const add = async (input: HTMLInputElement, as: 'photo' | 'file') => {
    const files = [...(input.files ?? [])]
    const unknown = as === 'photo' ? 'image/jpeg' : 'application/octet-stream'
    try {
      for (const file of files) {
        const outcome = await takePhoto(task, draft, file, unknown)
        if (outcome === 'big') notify(t(`kept.${as}_big`), true)
        if (outcome === 'empty') notify(t('kept.file_empty'), true)
      }
      if (files.length) taken?.()
    } catch {
      notify(t('kept.failed'), true)
    }
    input.value = ''
  }
  return (
    <ul class="pictures" aria-label={label}>
      {photos.map((photo) => (
        <Picture key={photo.hash} photo={photo} mayDrop={photo.draft !== ''} />
      ))}
      {mayAdd && (
        <li>
          <label class="picture-add">
            <Icon name="camera" size={24} />
            {t('item.photo')}
            <input
              type="file"
              accept="image/*"
              multiple
              class="unseen"
              onChange={(e) => void add(e.currentTarget, 'photo')}
            />
          </label>
        </li>
      )}
      {mayAdd && others && (
        <li>
          <label class="picture-add">
            <Icon name="clip" size={24} />
            {t('assign.proof.file')}
            <input
              type="file"
              accept={other_kinds}
              multiple
              class="unseen"
              onChange={(e) => void add(e.currentTarget, 'file')}
            />
          </label>
        </li>
      )}
    </ul>
  )
}
