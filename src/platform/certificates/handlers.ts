import { wireApp } from '#platform/apps/wire.ts'
import { refreshAcm, setAcm } from '#platform/domains/acm.ts'
import { ApiError, invalid } from '#platform/http/errors.ts'
import { listOf } from '#platform/http/range.ts'
import { implement } from '#platform/http/routes.ts'
import { checkBody, parseJson } from '#platform/http/validate.ts'
import * as z from 'zod/mini'
import { CertificateFiles, certificates, FoundCertificate, type CheckedCertificate } from './contract.ts'
import { certificateOf, covers } from './model.ts'
import { addCertificate, expiryProblem, removeCertificate, replaceCertificate } from './upload.ts'
import { wireCertificate } from './wire.ts'

/** Larger than any chain and key. */
const MAX_BYTES = 256 * 1024

/** What of an upload enters the journal: the public part, and what was read. The key is compared, and dropped. */
const Upload = z.object({ certificate_chain: z.string(), found: FoundCertificate })

/** Reads the request's JSON and what is in it; refuses with 422 what cannot be used. */
async function readUpload(bytes: Uint8Array): Promise<z.infer<typeof Upload>> {
  if (bytes.length > MAX_BYTES) throw new ApiError(413, 'request_too_large', 'The certificate and its key may have 256 KB.')
  const files = CertificateFiles.parse(checkBody(certificates.create, parseJson(new TextDecoder().decode(bytes))))
  const { readCertificate, CertificateError } = await import('./x509.ts')
  try {
    return { certificate_chain: files.certificate_chain, found: readCertificate(files) }
  } catch (error) {
    throw error instanceof CertificateError ? invalid(error.message) : error
  }
}

/** What the journal says was read. */
function uploaded(value: unknown): z.infer<typeof Upload> {
  const upload = Upload.safeParse(value)
  if (!upload.success) throw invalid('The certificate of this journal entry cannot be read.')
  return upload.data
}

export const certificateRoutes = implement(certificates, {
  list: ({ tables, now, app }) =>
    listOf(tables.certificates.by('app', app.id), { id: (row) => row.id, name: (row) => row.name }, (row) =>
      wireCertificate(tables, now, row),
    ),
  info: ({ tables, now, app, params }) => wireCertificate(tables, now, certificateOf(tables, app, params.certificate)),
  create: {
    read: readUpload,
    run: ({ world, tables, now, actor, app }, upload) => {
      const { certificate_chain: chain, found } = uploaded(upload)
      return wireCertificate(tables, now, addCertificate(world, app, chain, found, actor))
    },
  },
  update: {
    read: readUpload,
    run: ({ world, tables, now, actor, app, params }, upload) => {
      const { certificate_chain: chain, found } = uploaded(upload)
      const row = certificateOf(tables, app, params.certificate)
      return wireCertificate(tables, now, replaceCertificate(world, row, chain, found, actor))
    },
  },
  delete: ({ world, tables, now, actor, app, params }) => {
    const row = certificateOf(tables, app, params.certificate)
    const gone = wireCertificate(tables, now, row)
    removeCertificate(world, row, actor)
    return gone
  },
  enable: ({ world, actor, app }) => wireApp(world.tables, setAcm(world, app, true, actor.id)),
  disable: ({ world, actor, app }) => wireApp(world.tables, setAcm(world, app, false, actor.id)),
  refresh: ({ world, app }) => {
    refreshAcm(world, app)
    return wireApp(world.tables, app)
  },
  check: async ({ tables, now, app, body }): Promise<CheckedCertificate> => {
    const { readCertificate, CertificateError } = await import('./x509.ts')
    try {
      const found = readCertificate(body)
      const problem = expiryProblem(found, now)
      const hosts = tables.domains.by('app', app.id).map(({ hostname }) => hostname)
      return {
        found,
        problem: problem === null ? null : { field: 'certificate_chain', message: problem },
        covers: hosts.filter((host) => covers(found, host)),
      }
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error
      return { found: null, problem: { field: error.field, message: error.message }, covers: [] }
    }
  },
})
