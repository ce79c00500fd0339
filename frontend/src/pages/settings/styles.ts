/** What the sections of the settings have in common. */
import { css } from "lit";
import { shared } from "../../core/styles.js";

export const sectionStyles = [
  shared,
  css`
    :host {
      display: block;
    }
    .about {
      margin-block: 4px 12px;
    }
    .item {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      padding-block: 10px;
    }
    .item + .item {
      border-block-start: 1px solid var(--divider-color);
    }
    .item > .words {
      flex: 1 1 240px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .item > label {
      flex: 1 1 240px;
      min-width: 0;
    }
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: 12px;
    }
    form > label {
      display: grid;
      gap: 4px;
    }
    form > .long {
      flex: 1 1 240px;
    }
    .consent {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 40px;
    }
    .consent input {
      width: 20px;
      height: 20px;
      flex: none;
      accent-color: var(--primary-color);
    }
  `,
];
