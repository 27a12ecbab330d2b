import { useEffect, useState } from 'react'
import { call } from '#client/http.ts'
import { certificates, type CertificateFiles, type CheckedCertificate } from '#platform/certificates/contract.ts'

const PAUSE_MS = 250
/** Where it could not be asked, adding it says what is wrong. */
const UNKNOWN: CheckedCertificate = { found: null, problem: null, covers: [] }

/** What the platform finds in a chain and a key, soon after they were last changed; null until then. No cache ever has the key. */
export function useCheck(app: string, { certificate_chain, private_key }: CertificateFiles): CheckedCertificate | null {
  const [last, setLast] = useState<{ readonly of: string; readonly answer: CheckedCertificate } | null>(null)
  const asked = `${certificate_chain}\0${private_key}`
  useEffect(() => {
    if (certificate_chain.trim() === '' || private_key.trim() === '') return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const body = { certificate_chain, private_key }
      call(certificates.check, { params: { app }, body, signal: stop.signal }).then(
        (answer) => setLast({ of: asked, answer }),
        () => {
          if (!stop.signal.aborted) setLast({ of: asked, answer: UNKNOWN })
        },
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [app, asked, certificate_chain, private_key])
  return last?.of === asked ? last.answer : null
}
