/**
 * The portal's mark: one model in the middle, the teams around it.
 *
 * @param size - Width and height in pixels.
 */
export const LogoMark = ({ size = 28 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden>
    <path
      d="M16 16 6 7M16 16 26 7M16 16 6 25M16 16 26 25"
      stroke="#6ba8ee"
      strokeWidth="2"
    />
    <g fill="currentColor">
      <circle cx="16" cy="16" r="5.5" />
      <circle cx="6" cy="7" r="3.5" />
      <circle cx="26" cy="7" r="3.5" />
      <circle cx="6" cy="25" r="3.5" />
      <circle cx="26" cy="25" r="3.5" />
    </g>
  </svg>
);
