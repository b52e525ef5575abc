"""Countries and languages that may be chosen, in English, as the lists of organisations name them.

Countries stand under the region of the world that the United Nations' M49 puts them in; Taiwan and Kosovo, which it
does not list, under that of their neighbours.
"""

from collections.abc import Iterable

from django.db import models

from .choices import Region

_COUNTRIES = {
    Region.NORTHERN_AMERICA: """
Canada|Greenland|United States
""",
    Region.LATIN_AMERICA: """
Antigua and Barbuda|Argentina|Bahamas|Barbados|Belize|Bolivia|Brazil|Chile|Colombia|Costa Rica|Cuba|Dominica|
Dominican Republic|Ecuador|El Salvador|Grenada|Guatemala|Guyana|Haiti|Honduras|Jamaica|Mexico|Nicaragua|Panama|
Paraguay|Peru|Puerto Rico|Saint Kitts and Nevis|Saint Lucia|Saint Vincent and the Grenadines|Suriname|
Trinidad and Tobago|Uruguay|Venezuela
""",
    Region.EUROPE: """
Albania|Andorra|Austria|Belarus|Belgium|Bosnia and Herzegovina|Bulgaria|Croatia|Czechia|Denmark|Estonia|Finland|
France|Germany|Greece|Hungary|Iceland|Ireland|Italy|Kosovo|Latvia|Liechtenstein|Lithuania|Luxembourg|Malta|
Moldova|Monaco|Montenegro|Netherlands|North Macedonia|Norway|Poland|Portugal|Romania|Russia|San Marino|Serbia|
Slovakia|Slovenia|Spain|Sweden|Switzerland|Ukraine|United Kingdom|Vatican City
""",
    Region.NORTH_AFRICA_WEST_ASIA: """
Algeria|Armenia|Azerbaijan|Bahrain|Cyprus|Egypt|Georgia|Iraq|Israel|Jordan|Kuwait|Lebanon|Libya|Morocco|Oman|
Palestine|Qatar|Saudi Arabia|Sudan|Syria|Tunisia|Türkiye|United Arab Emirates|Yemen
""",
    Region.SUB_SAHARAN_AFRICA: """
Angola|Benin|Botswana|Burkina Faso|Burundi|Cameroon|Cape Verde|Central African Republic|Chad|Comoros|Congo|
Côte d’Ivoire|Democratic Republic of the Congo|Djibouti|Equatorial Guinea|Eritrea|Eswatini|Ethiopia|Gabon|
Gambia|Ghana|Guinea|Guinea-Bissau|Kenya|Lesotho|Liberia|Madagascar|Malawi|Mali|Mauritania|Mauritius|Mozambique|
Namibia|Niger|Nigeria|Rwanda|São Tomé and Príncipe|Senegal|Seychelles|Sierra Leone|Somalia|South Africa|
South Sudan|Tanzania|Togo|Uganda|Zambia|Zimbabwe
""",
    Region.CENTRAL_SOUTH_ASIA: """
Afghanistan|Bangladesh|Bhutan|India|Iran|Kazakhstan|Kyrgyzstan|Maldives|Nepal|Pakistan|Sri Lanka|Tajikistan|
Turkmenistan|Uzbekistan
""",
    Region.EAST_SOUTHEAST_ASIA: """
Brunei|Cambodia|China|Hong Kong|Indonesia|Japan|Laos|Macao|Malaysia|Mongolia|Myanmar|North Korea|Philippines|
Singapore|South Korea|Taiwan|Thailand|Timor-Leste|Vietnam
""",
    Region.OCEANIA: """
Australia|Cook Islands|Fiji|Kiribati|Marshall Islands|Micronesia|Nauru|New Zealand|Niue|Palau|Papua New Guinea|
Samoa|Solomon Islands|Tonga|Tuvalu|Vanuatu
""",
}

_LANGUAGES = """
Afrikaans|Albanian|American Sign Language|Amharic|Arabic|Armenian|Assamese|Auslan|Aymara|Azerbaijani|Bambara|Basque|
Belarusian|Bengali|Bosnian|British Sign Language|Bulgarian|Burmese|Catalan|Cebuano|Chichewa|Chinese (Cantonese)|
Chinese (Mandarin)|Cree|Croatian|Czech|Danish|Dutch|English|Estonian|Ewe|Fijian|Filipino|Finnish|French|Fula|Galician|
Georgian|German|Greek|Guarani|Gujarati|Haitian Creole|Hausa|Hawaiian|Hebrew|Hindi|Hmong|Hungarian|Icelandic|Igbo|
Indonesian|Inuktitut|Irish|Italian|Japanese|Javanese|Kannada|Kazakh|Khmer|Kinyarwanda|Kirundi|Korean|Kurdish|Kyrgyz|
Lao|Latvian|Lingala|Lithuanian|Luganda|Macedonian|Malagasy|Malay|Malayalam|Maltese|Māori|Marathi|Mayan languages|
Mixtec|Mongolian|Nahuatl|Navajo|Nepali|Norwegian|Ojibwe|Oromo|Pashto|Persian|Pitjantjatjara|Polish|Portuguese|Punjabi|
Quechua|Romani|Romanian|Russian|Samoan|Sámi|Serbian|Sesotho|Setswana|Shona|Sinhala|Slovak|Slovenian|Somali|Spanish|
Swahili|Swedish|Tagalog|Tajik|Tamil|Telugu|Thai|Tibetan|Tigrinya|Tok Pisin|Tongan|Torres Strait Creole|Turkish|
Turkmen|Twi|Ukrainian|Urdu|Uyghur|Uzbek|Vietnamese|Welsh|Wolof|Xhosa|Yiddish|Yolŋu Matha|Yoruba|Zapotec|Zulu|
Another language
"""


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split("|")]


def _choices(kind: str, names: Iterable[str]) -> type[models.TextChoices]:
    return models.TextChoices(kind, [(f"{kind}_{at}".upper(), (name, name)) for at, name in enumerate(names)])


COUNTRIES_OF_REGION = {region: _names(text) for region, text in _COUNTRIES.items()}
Country = _choices("Country", sorted(name for names in COUNTRIES_OF_REGION.values() for name in names))
Language = _choices("Language", _names(_LANGUAGES))
