import { Navigate } from 'react-router'
import { paths } from '#dashboard/shared/paths.ts'
import { toBytes } from './bytes.ts'
import { useStore } from './useStore.ts'

/** Leads on from an address that somebody wrote by hand, where the name of a key is text: in ours it is bytes. */
export function AtBytes({ text }: { text: string }) {
  const { store } = useStore()
  return <Navigate replace to={`${paths.addon(store, 'keys')}?${new URLSearchParams({ key: toBytes(text) })}`} />
}
