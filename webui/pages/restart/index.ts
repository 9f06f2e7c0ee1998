export {placeAfter, type PlaceAfter} from './place-after.js';
export {usePlaceAfter, WhereTo} from './where-to.js';
