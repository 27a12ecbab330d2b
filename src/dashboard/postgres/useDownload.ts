import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { useAction } from '#dashboard/app/useAction.ts'
import { saveFile } from '#dashboard/shared/save-file.ts'
import { copyOf } from '#dashboard/sql/ask.ts'
import type { ShownTransfer } from '#platform/postgres/insight/contract.ts'
import { toast } from '#ui/toast.ts'
import { useDatabase } from './useDatabase.ts'

/** Saves a backup as SQL. */
export function useDownload() {
  const { database } = useDatabase()
  return useAction({
    run: ({ uuid }: ShownTransfer) => copyOf(database, uuid),
    failed: 'The backup could not be read',
    done: (sql, { label }) => saveFile(`${database}-${label}.sql`, 'application/sql', [sql]),
  })
}

/** The address that a backup has in a browser's own world leads to its page, which saves it. */
export function useAskedDownload(backups: readonly ShownTransfer[] | undefined): void {
  const [search, setSearch] = useSearchParams()
  const { mutate } = useDownload()
  const asked = search.get('download')
  useEffect(() => {
    if (asked === null || !backups) return
    const backup = backups.find(({ uuid, state }) => uuid === asked && state === 'succeeded')
    if (backup) mutate(backup)
    else toast({ title: 'This backup is not there any more', tone: 'error' })
    // Once: a reload saves nothing.
    setSearch((before) => new URLSearchParams([...before].filter(([name]) => name !== 'download')), { replace: true })
  }, [asked, backups, mutate, setSearch])
}
