// Photos as they lie on this phone, with how far each has come, and the button that takes one.

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
  useEffect(() => {
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
  }, [photo.hash])
  const at = hourOf(photo.made_at)
  return (
    <li class="picture">
      {url ? <img src={url} alt={t('photo.alt', { t: at })} /> : <Icon name="camera" size={24} />}
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

interface Props {
  task: number
  draft: string // the form that photos are taken for
  photos: Photo[]
  label: string
  mayAdd?: boolean
  taken?: () => void
}

export function Pictures({ task, draft, photos, label, mayAdd = true, taken }: Props) {
  const add = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    try {
      for (const file of files) {
        if (!(await takePhoto(task, draft, file))) notify(t('kept.photo_big'), true)
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
              onChange={(e) => void add(e.currentTarget)}
            />
          </label>
        </li>
      )}
    </ul>
  )
}
