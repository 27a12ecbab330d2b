import { ECPrivateKey, ECParameters } from '@peculiar/asn1-ecc'
import { PrivateKeyInfo } from '@peculiar/asn1-pkcs8'
import { RSAPrivateKey, RSAPublicKey } from '@peculiar/asn1-rsa'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  Certificate,
  id_ce_basicConstraints,
  id_ce_subjectAltName,
  BasicConstraints,
  SubjectAlternativeName,
  type Name,
  type SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509'
import { iso } from '#platform/http/wire.ts'
import type { CertificateFiles, FoundCertificate } from './contract.ts'

// Reads what was uploaded. Loaded only then: nothing else in a world needs a parser of certificates.

/** A chain or a key that cannot be used; the message says how to mend it. */
export class CertificateError extends Error {
  readonly field: keyof CertificateFiles

  constructor(field: keyof CertificateFiles, message: string) {
    super(message)
    this.field = field
  }
}

const chainError = (message: string) => new CertificateError('certificate_chain', message)
const keyError = (message: string) => new CertificateError('private_key', message)

/** Reads a PEM chain, the certificate of the host first, and checks that the PEM key is that certificate's. Throws CertificateError. */
export function readCertificate(files: CertificateFiles): FoundCertificate {
  const chain = readChain(files.certificate_chain)
  const [own] = chain
  if (!own) throw chainError('No certificate was found. A PEM file has a line that says BEGIN CERTIFICATE.')
  checkOrder(chain)
  const { subject, issuer, validity, subjectPublicKeyInfo } = own.tbsCertificate
  const domains = hostsOf(own)
  if (domains.length === 0) throw chainError('The certificate names no host: it has neither alternative names nor a common name.')
  const wanted = publicKeyOf(subjectPublicKeyInfo)
  const key = readKey(files.private_key)
  if (key.value !== wanted.value) throw keyError('The private key does not belong to the certificate.')
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    domains,
    starts_at: iso(validity.notBefore.getTime().getTime()),
    expires_at: iso(validity.notAfter.getTime().getTime()),
    key: wanted.kind,
    self_signed: nameOf(subject) === nameOf(issuer),
    chain: chain.map((each) => nameOf(each.tbsCertificate.subject)),
  }
}

interface Block {
  /** 'CERTIFICATE' */
  readonly label: string
  /** DER; null where it is no base64. */
  readonly der: Uint8Array<ArrayBuffer> | null
  readonly encrypted: boolean
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)].map(([, label = '', body = '']) => ({
    label,
    der: bytesOf(body),
    encrypted: label.startsWith('ENCRYPTED') || body.includes('ENCRYPTED'),
  }))
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64.replaceAll(/\s/g, '')), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}

function readChain(text: string): Certificate[] {
  const blocks = blocksOf(text)
  if (blocks.some(({ label }) => label.endsWith('PRIVATE KEY')))
    throw chainError('There is a private key among the certificates: put it into the field of the key.')
  return blocks.map(({ label, der }, index) => {
    const which = blocks.length === 1 ? 'The certificate' : `Certificate ${index + 1} of the chain`
    if (label !== 'CERTIFICATE') throw chainError(`${which} is a ${label.toLowerCase()}, not a certificate.`)
    if (!der) throw chainError(`${which} is not base64: copy it whole.`)
    try {
      return AsnConvert.parse(der, Certificate)
    } catch {
      throw chainError(`${which} cannot be read: is it whole?`)
    }
  })
}

/** Each certificate has to be followed by that of its issuer. */
function checkOrder(chain: readonly Certificate[]): void {
  const names = chain.map(({ tbsCertificate: { subject, issuer } }) => ({ subject: nameOf(subject), issuer: nameOf(issuer) }))
  const [own] = chain
  if (own && chain.length > 1 && isAuthority(own))
    throw chainError(
      `The chain is out of order: it begins with ${names[0]?.subject}, which issues certificates. Put the certificate of the host first.`,
    )
  for (const [index, { subject, issuer }] of names.entries()) {
    const next = names[index + 1]
    if (!next || next.subject === issuer) continue
    const elsewhere = names.some((other) => other.subject === issuer)
    throw chainError(
      elsewhere
        ? `The chain is out of order: ${subject} has to be followed by its issuer, ${issuer}.`
        : `The chain is broken: ${subject} was issued by ${issuer}, which is not in it.`,
    )
  }
}

function isAuthority(certificate: Certificate): boolean {
  const extension = certificate.tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_basicConstraints)
  return extension !== undefined && AsnConvert.parse(extension.extnValue, BasicConstraints).cA
}

/** The alternative names that are hosts; the common name only where there are none. */
function hostsOf({ tbsCertificate: { subject, extensions } }: Certificate): string[] {
  const extension = extensions?.find(({ extnID }) => extnID === id_ce_subjectAltName)
  const alternatives = extension ? AsnConvert.parse(extension.extnValue, SubjectAlternativeName) : []
  const hosts = [...alternatives].flatMap(({ dNSName }) => (dNSName === undefined ? [] : [dNSName]))
  const common = partsOf(subject).flatMap(([type, value]) => (type === 'CN' && value.includes('.') ? [value] : []))
  return [...new Set((hosts.length > 0 ? hosts : common).map((host) => host.toLowerCase()))]
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

const partsOf = (name: Name): [type: string, value: string][] =>
  [...name].flatMap((set) => [...set].map(({ type, value }): [string, string] => [ATTRIBUTES[type] ?? type, value.toString()]))

const nameOf = (name: Name): string =>
  partsOf(name)
    .map(([type, value]) => `/${type}=${value}`)
    .join('')

interface Key {
  readonly kind: string
  /** What tells a pair of keys from every other. */
  readonly value: string
}

const RSA = '1.2.840.113549.1.1.1'
const EC = '1.2.840.10045.2.1'
const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
}

function publicKeyOf({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): Key {
  if (algorithm.algorithm === RSA) return rsaKey(AsnConvert.parse(subjectPublicKey, RSAPublicKey).modulus)
  if (algorithm.algorithm === EC && algorithm.parameters)
    return ecKey(AsnConvert.parse(algorithm.parameters, ECParameters), subjectPublicKey)
  throw chainError('The certificate has a key of a kind that is not supported: use RSA or ECDSA.')
}

function rsaKey(modulus: ArrayBuffer): Key {
  const value = hexOf(modulus).replace(/^(00)+/, '')
  const bits = value.length * 4
  if (bits < 2048) throw chainError(`The certificate's RSA key has ${bits} bits; at least 2048 are needed.`)
  return { kind: `RSA ${bits}`, value }
}

const ecKey = ({ namedCurve = '' }: ECParameters, point: ArrayBuffer): Key => ({
  kind: `ECDSA ${CURVES[namedCurve] ?? namedCurve}`,
  value: hexOf(point),
})

const hexOf = (buffer: ArrayBuffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** A private key in any of the forms that tools write: PKCS #8, PKCS #1 and SEC 1. */
function readKey(text: string): Key {
  const block = blocksOf(text).find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (!block)
    throw keyError('No private key was found. A PEM file has a line that says BEGIN PRIVATE KEY, or RSA or EC before PRIVATE.')
  if (block.encrypted) throw keyError('The private key is locked by a passphrase: remove it first.')
  if (!block.der) throw keyError('The private key is not base64: copy it whole.')
  try {
    if (block.label.startsWith('RSA')) return rsaKey(AsnConvert.parse(block.der, RSAPrivateKey).modulus)
    if (block.label.startsWith('EC')) return ownEcKey(AsnConvert.parse(block.der, ECPrivateKey), undefined)
    const { privateKeyAlgorithm: algorithm, privateKey } = AsnConvert.parse(block.der, PrivateKeyInfo)
    if (algorithm.algorithm === RSA) return rsaKey(AsnConvert.parse(privateKey, RSAPrivateKey).modulus)
    if (algorithm.algorithm === EC && algorithm.parameters)
      return ownEcKey(AsnConvert.parse(privateKey, ECPrivateKey), AsnConvert.parse(algorithm.parameters, ECParameters))
  } catch (error) {
    if (error instanceof CertificateError) throw new CertificateError('private_key', error.message)
    throw keyError('The private key cannot be read: is it whole?')
  }
  throw keyError('The private key is of a kind that is not supported: use RSA or ECDSA.')
}

function ownEcKey({ publicKey, parameters }: ECPrivateKey, curve: ECParameters | undefined): Key {
  if (!publicKey) throw keyError('The private key lacks its public half, so it cannot be compared with the certificate.')
  return ecKey(parameters ?? curve ?? new ECParameters(), publicKey)
}
