import { Rocket } from 'lucide-react'
import { paths } from '#dashboard/shared/paths.ts'
import { Badge } from '#ui/Badge.tsx'
import { Link } from '#ui/Link.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ElementsNav } from './ElementsNav.tsx'
import { templates, type Template } from './templates.ts'

/** Projects that bring along what they need, to be deployed by a button. */
export function Component() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 pb-10">
      <title>Buttons – Dynorama</title>
      <PageHeader
        title="Buttons"
        description="Projects that say by their app.json what they need. One button makes an app of them, with its add-ons, config vars and dynos."
      />
      <ElementsNav />
      <ul aria-label="Projects" className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-3">
        {templates.map((template) => (
          <Tile key={template.id} template={template} />
        ))}
      </ul>
    </div>
  )
}

function Tile({ template: { id, name, about, addons, keywords } }: { template: Template }) {
  return (
    <li className="relative flex min-w-0 gap-3 rounded-lg border border-line bg-surface p-4 shadow-card hover:border-line-strong">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">
        <Rocket size={18} aria-hidden />
      </span>
      <div className="flex min-w-0 flex-1 flex-col">
        <Link look="quiet" to={paths.elements('buttons', id)} className="stretched font-medium">
          {name}
        </Link>
        <p className="mt-1 mb-2 text-muted">{about}</p>
        <p className="mt-auto flex flex-wrap items-center gap-1 text-xs text-muted">
          {keywords.map((word) => (
            <Badge key={word}>{word}</Badge>
          ))}
          <span className="ml-auto">
            {addons.length === 0 ? 'no add-ons' : addons.map(({ plan }) => plan.split(':')[0]).join(', ')}
          </span>
        </p>
      </div>
    </li>
  )
}
