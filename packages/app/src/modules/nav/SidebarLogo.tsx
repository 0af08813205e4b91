import { Link, useSidebarOpenState } from '@backstage/core-components';
import { LogoMark } from './LogoMark';
import styles from './SidebarLogo.module.css';

/** Mark and, where there is room, name of the portal; leads to its front page. */
export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();

  return (
    <Link
      to="/"
      underline="none"
      className={styles.link}
      aria-label="Models as a Service, front page"
    >
      <span className={styles.content}>
        <LogoMark />
        {isOpen && 'Models as a Service'}
      </span>
    </Link>
  );
};
