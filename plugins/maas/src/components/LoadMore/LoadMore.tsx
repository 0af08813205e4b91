import { Button, Flex, Text } from '@backstage/ui';
import { useTexts } from '../../hooks/useTexts';
import type { PagedList } from '../../hooks/usePagedList';

/** How much of a list is there, and a button for the next page. @internal */
export const LoadMore = <T,>({ list }: { list: PagedList<T> }) => {
  const t = useTexts();
  if (!list.items || !list.hasMore) {
    return null;
  }
  return (
    <Flex align="center" gap="3" mt="4">
      <Button
        variant="secondary"
        isPending={list.loading}
        onPress={list.loadMore}
      >
        {t('common.list.loadMore')}
      </Button>
      <Text color="secondary">
        {t('common.list.shown', {
          shown: String(list.items.length),
          total: String(list.totalItems),
        })}
      </Text>
    </Flex>
  );
};
