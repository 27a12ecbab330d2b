import { HintLayer } from '#ui/HintLayer.tsx'
import { LiveRegion } from '#ui/LiveRegion.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { SkipLink } from '#ui/SkipLink.tsx'
import { Toasts } from '#ui/Toasts.tsx'
import { useTheme } from '#ui/useTheme.ts'
import { Actions } from './Actions.tsx'
import { Charts } from './Charts.tsx'
import { Figures } from './Figures.tsx'
import { Forms } from './Forms.tsx'
import { Layout } from './Layout.tsx'
import { Lists } from './Lists.tsx'
import { Logs } from './Logs.tsx'
import { Overlays } from './Overlays.tsx'
import { States } from './States.tsx'
import { Tokens } from './Tokens.tsx'

const parts = { Tokens, Actions, Forms, States, Figures, Layout, Lists, Overlays, Charts, Logs }

/** Every component in every state, on one page: to look at, to try by keyboard, and for the automatic checks. */
export default function Gallery() {
  const [theme, setTheme] = useTheme()
  return (
    <>
      <SkipLink />
      <HintLayer />
      <LiveRegion />
      <Toasts />
      <main id="main" tabIndex={-1} className="mx-auto grid max-w-5xl grid-cols-1 gap-12 px-4 py-8 sm:px-6">
        <title>Components</title>
        <PageHeader
          title="Components"
          description="The design system, each component in each of its states."
          actions={
            <Segmented
              label="Theme"
              value={theme}
              onChange={setTheme}
              options={[
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
                { value: 'system', label: 'System' },
              ]}
            />
          }
        />
        <nav aria-label="On this page" className="-mt-8">
          <ul className="flex flex-wrap gap-1">
            {Object.keys(parts).map((name) => (
              <li key={name}>
                <a
                  href={`#${name.toLowerCase()}`}
                  className="inline-flex h-6 items-center rounded-sm px-1.5 text-muted hover:bg-hover hover:text-ink coarse:h-11"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {Object.entries(parts).map(([name, Part]) => (
          <Part key={name} />
        ))}
      </main>
    </>
  )
}
