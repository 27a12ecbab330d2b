import { query, queryAll } from '#client/query.ts'
import { certificates } from '#platform/certificates/contract.ts'
import { domains } from '#platform/domains/contract.ts'

export const certificatesOf = (app: string) => queryAll(certificates.list, { params: { app } })
export const dnsOf = (app: string) => query(domains.dns, { params: { app } })
