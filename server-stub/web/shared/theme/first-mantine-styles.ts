/**
 * What the component library wants of any page. The sheets of its components come with the first part of the page that comes later: the first screen has none.
 */
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
