export { Budget, ChooseBox, modelTitles, RequestLink } from './RequestCells';
export { RequestsTable } from './RequestsTable';
