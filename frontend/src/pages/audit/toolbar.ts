/** The filters of the findings. */
import { html } from "lit";
import { t } from "../../core/texts.js";
import type { Audit } from "../../core/wire.js";
import { SEVERITIES, type Filters } from "./logic.js";

type Choice = readonly [value: string, words: string];

/** Draws the filters; `change` is given those that are wanted instead. */
export function toolbar(
  filters: Filters,
  scores: Audit["scores"],
  change: (filters: Filters) => void,
) {
  const pick = (name: keyof Filters, words: string, choices: readonly Choice[]) =>
    html`<label>
      <span class="quiet">${words}</span>
      <select
        @change=${(event: Event) => {
          change({ ...filters, [name]: (event.target as HTMLSelectElement).value });
        }}
      >
        ${[["", t("audit.all")] as const, ...choices].map(
          ([value, said]) =>
            html`<option value=${value} .selected=${filters[name] === value}>${said}</option>`,
        )}
      </select>
    </label>`;
  return html`<div class="filters" role="group" aria-label=${t("audit.filters")}>
    ${pick(
      "service",
      t("audit.filter.service"),
      scores.map((one) => [one.instance, one.name]),
    )}
    ${pick(
      "severity",
      t("audit.filter.severity"),
      SEVERITIES.map((one) => [one, t(`audit.severity.${one}`)]),
    )}
    ${pick("mend", t("audit.filter.mend"), [
      ["auto", t("app_name")],
      ["hand", t("audit.mend.hand")],
    ])}
    ${pick("ignored", t("audit.filter.ignored"), [
      ["open", t("audit.ignored.open")],
      ["ignored", t("audit.ignored")],
    ])}
  </div>`;
}
