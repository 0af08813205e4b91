import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { memo } from 'react';
import {
  Link,
  MemoryRouter,
  Route,
  Routes,
  useLocation,
} from 'react-router-dom';
import { SamePage } from './SamePage';

describe('SamePage', () => {
  it('keeps changes of the query from what is in it, and nothing else', async () => {
    const heard: string[] = [];
    const Inside = memo(() => {
      heard.push(useLocation().pathname);
      return <Link to="/two">two</Link>;
    });
    const Outside = () => <output>{useLocation().search}</output>;
    render(
      <MemoryRouter initialEntries={['/one']}>
        <Outside />
        <Link to="/one?q=1">search</Link>
        <SamePage>
          <Inside />
          <Routes>
            <Route path="/two" element={<p>there</p>} />
            <Route path="*" element={null} />
          </Routes>
        </SamePage>
      </MemoryRouter>,
    );
    await userEvent.click(screen.getByRole('link', { name: 'search' }));
    expect(screen.getByRole('status')).toHaveTextContent('?q=1');
    expect(heard).toEqual(['/one']);
    await userEvent.click(screen.getByRole('link', { name: 'two' }));
    expect(screen.getByText('there')).toBeInTheDocument();
    expect(heard).toEqual(['/one', '/two']);
  });
});
