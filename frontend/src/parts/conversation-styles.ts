/** How the conversation looks. */
import { css } from "lit";

export const conversationStyles = css`
  :host {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  .log {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-height: 3em;
    max-height: var(--conversation-height, min(56vh, 520px));
    overflow: auto;
    padding: 2px;
  }
  .line {
    display: flex;
    gap: 8px;
    max-width: 88%;
    padding: 8px 12px;
    border-radius: 16px;
    border: 1px solid var(--divider-color);
    align-self: flex-start;
    border-end-start-radius: 4px;
  }
  .text {
    white-space: pre-line;
  }
  .person {
    align-self: flex-end;
    border-color: var(--primary-color);
    background: var(--secondary-background-color);
    border-radius: 16px;
    border-end-end-radius: 4px;
  }
  .failure {
    border-color: var(--error-color);
  }
  .failure ha-icon {
    --mdc-icon-size: 20px;
    color: var(--error-color);
  }
  .thinking {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .dots {
    display: inline-flex;
    gap: 4px;
  }
  .dots i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: currentcolor;
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }
  @keyframes breathe {
    from {
      opacity: 0.25;
    }
  }
  .offer {
    display: grid;
    gap: 8px;
    grid-template-columns: minmax(0, 1fr);
  }
  .composer {
    display: flex;
    gap: 8px;
  }
  input {
    flex: 1;
    min-width: 0;
  }
`;
