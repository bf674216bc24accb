const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Team names, the first eight being the small site's; the rest in the same spirit. */
export const TEAM_NAMES = list(`
Atlas Borealis Cirrus Dynamo Echo Falcon Glacier Helix
Indigo Juniper Kestrel Lumen Mistral Nimbus Orion Pulsar
Quartz Rigel Sirocco Tundra Umbra Vega Willow Xenon
Yarrow Zephyr Aspen Basalt Cobalt Delta Ember Fjord
Granite Harbor Iris Jasper Kodiak Lynx Meridian Nova
Obsidian Pegasus Quasar Raven Sequoia Tempest Ursa Vesper
Wren Yukon Zenith Altair Beacon Cascade Drift Equinox
Fern Garnet Heron Isthmus Jade Krypton Lagoon Magma
Neptune Osprey Polaris Quill Reef Sable Talon Unity
Vertex Warden Xylem Yonder Zircon Amber Birch Comet
Dune Eclipse Flint Grove Hazel Ion Jetstream Kelp
Lotus Maple Nebula Onyx Prism Quiver Ridge Solstice
Thistle Updraft Violet Wolfram Yew Zodiac Alpine Bramble
Condor Dahlia Everest Foxglove Gale Horizon Ibis Jaguar
Karst Larch Moraine Nectar Opal Pine Quokka Rapids
Saffron Tamarin Ulmus Valley Walnut Xerus Yarn Zinnia
Aurora Bison Canyon Driftwood Estuary Fathom Geyser Hawthorn
Inlet Javelin Knoll Lichen Marlin North Oasis Pelican
Quince Rowan Summit Tidal Upland Viper Whistler Xebec
Yellowstone Zebra Anchor Breeze Cypress Dolphin Elm Finch
Gull Heath Iceberg Jackdaw Kite Lark Monsoon Newt
Otter Plover Quail Ravine Starling Tern Umber Vulcan
Wagtail Aether Bluff Cormorant Dove Egret Fennel Gorge
Hillock Ivory Jasmine Kingfisher Lemur Mesa Narwhal Orchid
Puffin Rosemary Sparrow Teal Upsilon Verbena Warbler Zeal
`);

const GIVEN = list(`
Amara Liam Sofia Kenji Fatima Mateusz Chiara Oluwaseun Hannah Rahul Mei Jakub Zainab Lucas Ingrid Thabo
Aisha Benedikt Camila Dmitri Esra Farid Giulia Hiroshi Ines Javier Kavya Lena Mohammed Nadia Oskar Paulina
Quentin Rosa Sanjay Tove Ugo Valentina Wei Ximena Yusuf Zuzanna Anouk Bilal Chidi Dalia Emil Freya
Gustavo Hala Ivan Joanna Kofi Leila Miguel Nia Owen Petra Ravi Selma Tariq Uma Viktor Wanjiru
Anh Bruna Carlos Daniela Ebba Felix Grace Hamza Isla Jun Klara Laszlo Marta Nils Olena Pablo
`);
const FAMILY = list(`
Okafor Andersson Rossi Watanabe Khan Kowalski Ferrari Adeyemi Schmidt Mehta Chen Wójcik Hassan Oliveira Berg Dlamini
Rahman Vogel Torres Petrov Yilmaz Haddad Conti Sato Duarte Moreno Iyer Fischer Farouk Larsen Nowak Kaya
Dubois Marino Gupta Lindgren Eze Castillo Zhang Herrera Demir Mazur Janssen Malik Nwosu Saleh Nielsen Holm
Silva Nasser Popov Zielińska Mensah Karimi Alvarez Mwangi Murphy Novotna Nair Begic Aziz Reddy Horvath Kamau
Nguyen Santos Mendoza Ionescu Lund Bauer Thompson Siddiqui Campbell Park Svoboda Szabo Costa Dahl Shevchenko Ruiz
`);

/** The n-th generated person's name: no name comes twice before 6,400 of them. */
export const personName = (n: number): string => {
  const given = GIVEN[n % GIVEN.length] ?? '';
  const family = FAMILY[(n * 7 + Math.floor(n / GIVEN.length) * 3 + 5) % FAMILY.length] ?? '';
  return `${given} ${family}`;
};

/** What tells one market's teams from another's on the larger sites; the first block of teams has none. */
export const SEGMENTS: readonly string[] = [
  '',
  'for marketplaces',
  'for subscriptions',
  'for B2B accounts',
  'in the Nordics',
  'in Brazil',
  'in Japan',
  'for travel partners',
  'in the UK',
  'for point of sale',
  'in Canada',
  'for digital goods',
  'in France',
  'for grocery',
  'in Poland',
  'for franchises',
  'in Australia',
  'for donations',
  'in Mexico',
  'for ticketing',
  'in India',
  'for rentals',
  'in Spain',
  'for wholesalers',
  'in Singapore',
];
