import { hash } from '#kernel/random.ts'
import type { Account } from '#platform/account/model.ts'
import { api } from '#platform/scenarios/company/api.ts'
import { backoffice, blog, bread, mailer, records, sale, trail } from '#platform/scenarios/company/corners.ts'
import { images, inventory, payments, recommend, search } from '#platform/scenarios/company/services.ts'
import { shop } from '#platform/scenarios/company/shop.ts'
import type { Files } from '#platform/scenarios/company/tree.ts'
import type { Tables } from '#platform/world.ts'

/** A repository on the GitHub of a world. It is made up from who there is, so no row holds it. */
export interface Repo {
  /** 'owner/name' */
  readonly fullName: string
  readonly about: string
  readonly language: string | null
  readonly private: boolean
  /** How many commits an ordinary working day brings, by branch; the first branch is the default one. */
  readonly branches: readonly (readonly [name: string, pace: number])[]
  /** The e-mail addresses of those who commit. */
  readonly people: readonly string[]
  readonly files: Files
  /** Whether checks run for each commit. */
  readonly ci: boolean
  /** What commits of this repository alone say. */
  readonly messages: readonly string[]
}

export const idOf = ({ fullName }: Repo): number => hash('repository', fullName)

interface Described {
  readonly project: { readonly name: string; readonly files: Files }
  readonly about: string
  readonly language: string
  readonly people: string
  /** Commits on main on a working day. */
  readonly pace: number
  /** Branches beside main, in which less happens. */
  readonly branches: string
  readonly messages: readonly string[]
  /** Its app.json: by it review apps and tests have what they need. */
  readonly manifest?: object
}

/** The team whose code is known. */
const COMPANY = 'fernwood'

const COMPANY_REPOS: readonly Described[] = [
  {
    project: shop,
    about: 'The web shop',
    language: 'Ruby',
    people: 'lucia jonas',
    manifest: {
      env: { RAILS_MASTER_KEY: { generator: 'secret' } },
      addons: ['heroku-postgresql:essential-0', 'heroku-redis:mini'],
      environments: {
        review: { scripts: { postdeploy: 'bin/rails db:seed' } },
        test: { formation: { test: { quantity: 2 } }, scripts: { 'test-setup': 'bin/rails db:test:prepare' } },
      },
    },
    pace: 11,
    branches: 'gift-cards faster-checkout',
    messages: [
      'Show what is left in stock at checkout',
      'Keep the basket when somebody signs in',
      'Translate the return form',
      'Load product pictures later',
    ],
  },
  {
    project: api,
    about: 'What the phone apps and partners talk to',
    language: 'JavaScript',
    people: 'jonas lucia',
    manifest: { env: { LOG_LEVEL: 'debug' }, addons: ['heroku-postgresql:essential-0', 'heroku-redis:mini'] },
    pace: 9,
    branches: 'partner-webhooks',
    messages: ['Answer 409 for a second payment', 'Page orders by cursor', 'Name the field that is wrong in errors'],
  },
  {
    project: recommend,
    about: 'Products that go with others',
    language: 'Python',
    people: 'mei',
    pace: 7,
    branches: 'embeddings',
    messages: ['Weigh recent orders more', 'Leave out what was returned', 'Train on the last 90 days only'],
  },
  {
    project: search,
    about: 'Search for products',
    language: 'Scala',
    people: 'mei jonas',
    pace: 6,
    branches: 'typos',
    messages: ['Rank exact names first', 'Fold umlauts', 'Suggest brands too'],
  },
  {
    project: payments,
    about: 'Charges and refunds',
    language: 'Java',
    people: 'marcus',
    pace: 4,
    branches: 'wallets',
    messages: ['Round cents half to even', 'Refuse refunds above the charge', 'Log the provider’s reference'],
  },
  {
    project: images,
    about: 'Resizes product pictures',
    language: 'Go',
    people: 'jonas',
    pace: 4,
    branches: 'avif',
    messages: ['Limit the pixels of an input', 'Cache by width and format', 'Keep the colour profile'],
  },
  {
    project: inventory,
    about: 'Stock keeping',
    language: 'Clojure',
    people: 'jonas mei',
    pace: 5,
    branches: 'second-warehouse',
    messages: ['Count what is on its way', 'Reserve stock for 20 minutes', 'Export by warehouse'],
  },
  {
    project: blog,
    about: 'The blog',
    language: 'PHP',
    people: 'priya lucia',
    pace: 4,
    branches: 'new-theme',
    messages: ['Write about winter tents', 'Quote readers', 'Shorten the teaser'],
  },
  {
    project: backoffice,
    about: 'Orders by hand',
    language: 'Ruby',
    people: 'marcus lucia',
    pace: 3,
    branches: 'bulk-labels',
    messages: ['Search by postcode', 'Print two labels a page'],
  },
  {
    project: mailer,
    about: 'Newsletters',
    language: 'Python',
    people: 'jonas',
    pace: 3,
    branches: 'digest',
    messages: ['Send in batches of a thousand', 'Unsubscribe with one click'],
  },
  {
    project: sale,
    about: 'Last season’s sale',
    language: 'HTML',
    people: 'lucia',
    pace: 2,
    branches: 'autumn',
    messages: ['Swap the hero picture', 'Shrink the pictures'],
  },
]

/** Settings of editors and shells: nothing a platform could run. */
const DOTFILES: Files = { 'README.md': 310, '.gitconfig': 420, '.vimrc': 2_630, '.zshrc': 1_940 }
const OWN = ['Write down where I was', 'Try another layout', 'Make it faster']

function personal(login: string, email: string): Repo[] {
  const repo = (name: string, language: string | null, about: string, files: Files, ci = true): Repo => ({
    fullName: `${login}/${name}`,
    about,
    language,
    private: false,
    branches: [
      ['main', 3],
      ['experiment', 1],
    ],
    people: [email],
    files,
    ci,
    messages: OWN,
  })
  const dotfiles = repo('dotfiles', null, 'How I like my terminal', DOTFILES, false)
  if (login === 'otto') return [repo('records', 'Go', 'My records, by label', records.files), dotfiles]
  return [
    repo('bread-timer', 'JavaScript', 'Times the dough', bread.files),
    repo('trail-log', 'Python', 'Hikes and where they went', trail.files),
    dotfiles,
  ]
}

const emailsOf = (people: string) => people.split(' ').map((name) => `${name}@example.com`)

const companyRepos: readonly Repo[] = COMPANY_REPOS.map(
  ({ project, about, language, people, pace, branches, messages, manifest }) => ({
    fullName: `${COMPANY}/${project.name}`,
    about,
    language,
    private: true,
    branches: [['main', pace], ...branches.split(' ').map((name) => [name, pace / 3] as const)],
    people: emailsOf(people),
    files: manifest ? { ...project.files, 'app.json': `${JSON.stringify(manifest, null, 2)}\n` } : project.files,
    ci: true,
    messages,
  }),
)

/** Where the files of a commit are. */
export const archiveOf = ({ fullName }: Repo, sha: string): string => `https://github.com/${fullName}/archive/${sha}.tar.gz`

export const defaultBranch = ({ branches }: Repo): string => branches[0]?.[0] ?? 'main'

/** A person's name on GitHub. */
export const loginOf = (email: string): string => email.split('@')[0] ?? email

/** The address that GitHub knows a person by: the one they had first. */
export const emailOn = ({ githubEmail, email }: Account): string => githubEmail ?? email

/** The repositories that a person's account on GitHub may deploy from: their company's and their own. */
export function reposOf(tables: Tables, account: Account): Repo[] {
  const team = tables.teams.first('name', COMPANY)
  const member = team && tables.members.by('account', account.id).some((row) => row.teamId === team.id && row.role !== 'viewer')
  const company = team ? companyRepos.filter((repo) => member || repo.people.includes(emailOn(account))) : []
  return [...company, ...personal(loginOf(emailOn(account)), emailOn(account))]
}

/** A repository by its full name, whoever may see it. */
export function repoNamed(tables: Tables, fullName: string): Repo | undefined {
  const company = companyRepos.find((repo) => repo.fullName === fullName)
  if (company) return company
  const owner = tables.accounts.all().find((row) => fullName.startsWith(`${loginOf(emailOn(row))}/`))
  return owner && personal(loginOf(emailOn(owner)), emailOn(owner)).find((repo) => repo.fullName === fullName)
}
