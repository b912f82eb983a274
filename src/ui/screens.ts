/** What is drawn when a student opens it: the panel and the dialogs, with their style. Loaded with the first of them, and not with JupyterLab. */
import style from '../../style/screens.raw.css';
import { addStyle } from './shared/add-style';

export { createHttpClassLookup } from '../transport/class-lookup';
export { askToLeave } from './consent/leave-dialog';
export { askForHelp, showRequest } from './help/help-dialog';
export { askToJoin, placeForAnother, placeOf } from './join/join-dialog';
export { PanelContents } from './panel/panel-contents';

addStyle(style);
