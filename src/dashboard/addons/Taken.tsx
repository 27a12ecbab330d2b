import { useQuery } from '@tanstack/react-query'
import type { Attachment } from '#platform/addons/contract.ts'
import { ofAddons } from './queries.ts'

/** Which attachment has a name on an app already, of another add-on than this. */
export function useTaken(app: string, name: string, addon: string): Attachment | undefined {
  const { data: links = [] } = useQuery(ofAddons.links())
  return links.find((link) => link.app.name === app && link.name === name && link.addon.name !== addon)
}

/** Says what is taken away when a name is given to another add-on. */
export function Taken({ link, addon }: { link: Attachment | undefined; addon: string }) {
  return (
    <p role="status" className="text-warn-text empty:hidden">
      {link && `${link.name} on ${link.app.name} is ${link.addon.name} now. It will be ${addon}, and the app restarts with that.`}
    </p>
  )
}
