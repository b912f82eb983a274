/**
 * The style sheets of the components that the first screen is made of. Those of the others come with the first part of the page that comes later. In the
 * library's own order, which decides between rules of the same weight. The test beside this says what is missing or too much.
 */
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Button.css';
