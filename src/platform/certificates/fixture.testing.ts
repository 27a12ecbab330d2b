import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  GeneralName,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509'

// Certificates for tests, made as an authority makes them.

export interface Issued {
  readonly name: string
  /** PEM */
  readonly certificate: string
  /** PEM, in PKCS #8. */
  readonly key: string
  readonly keys: KeyObject
}

interface Wanted {
  readonly hosts?: readonly string[]
  /** The common name; the first host unless told. */
  readonly name?: string
  readonly from?: string
  readonly to?: string
  readonly kind?: 'rsa' | 'ec'
  readonly bits?: number
  readonly authority?: boolean
}

const SHA256_WITH = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' }

/** A certificate of an authority; without one it signs itself. */
export function issue(wanted: Wanted, by?: Issued): Issued {
  const { hosts = [], name = hosts[0] ?? 'Test Authority', kind = 'ec', bits = 2048, authority = false } = wanted
  const { privateKey, publicKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: bits }) : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signer = by?.keys ?? privateKey
  const signature = new AlgorithmIdentifier({ algorithm: signer.asymmetricKeyType === 'rsa' ? SHA256_WITH.rsa : SHA256_WITH.ec })
  const extensions = new Extensions()
  if (hosts.length > 0) {
    const names = new SubjectAlternativeName(hosts.map((dNSName) => new GeneralName({ dNSName })))
    extensions.push(extension(id_ce_subjectAltName, names))
  }
  if (authority) extensions.push(extension(id_ce_basicConstraints, new BasicConstraints({ cA: true })))
  const tbsCertificate = new TBSCertificate({
    version: 2,
    serialNumber: new Uint8Array([1]).buffer,
    signature,
    issuer: nameOf(by?.name ?? name),
    validity: new Validity({ notBefore: new Date(wanted.from ?? '2025-12-01'), notAfter: new Date(wanted.to ?? '2026-12-01') }),
    subject: nameOf(name),
    subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo),
    extensions,
  })
  const signed = sign('sha256', new Uint8Array(AsnConvert.serialize(tbsCertificate)), signer)
  const whole = new Certificate({ tbsCertificate, signatureAlgorithm: signature, signatureValue: new Uint8Array(signed).buffer })
  return {
    name,
    certificate: pem('CERTIFICATE', AsnConvert.serialize(whole)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keys: privateKey,
  }
}

const extension = (extnID: string, value: object) =>
  new Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) })

const nameOf = (name: string) =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new AttributeValue({ utf8String: name }) }),
    ]),
  ])

/** DER as text, in lines of 64 characters. */
function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
