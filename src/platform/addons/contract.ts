import * as z from 'zod/mini'
import { endpoint, uuid } from '#platform/http/contract.ts'

// There is no add-on to be had yet; clients ask for them all the same, as the CLI does to show an app.

const Addon = z.object({ id: uuid, name: z.string(), plan: z.object({ id: uuid, name: z.string() }) })

export const addons = {
  list: endpoint({
    method: 'GET',
    path: '/addons',
    title: 'List add-ons',
    response: z.array(Addon),
    list: { sort: ['id', 'name'] },
  }),
  listOf: endpoint({
    method: 'GET',
    path: '/apps/:app/addons',
    title: "List an app's add-ons",
    action: 'app.view',
    response: z.array(Addon),
    list: { sort: ['id', 'name'] },
  }),
}
