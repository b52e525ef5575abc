"""Countries and languages that may be chosen, in English, as the lists of organisations name them."""

from django.db import models

_COUNTRIES = """
Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|
Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Brunei|
Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Central African Republic|Chad|Chile|China|Colombia|
Comoros|Congo|Cook Islands|Costa Rica|Croatia|Cuba|Cyprus|Czechia|Côte d’Ivoire|Democratic Republic of the Congo|
Denmark|Djibouti|Dominica|Dominican Republic|Ecuador|Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia|Eswatini|
Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|
Guinea-Bissau|Guyana|Haiti|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|
Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|
Liechtenstein|Lithuania|Luxembourg|Macao|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|Mauritania|
Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|
Netherlands|New Zealand|Nicaragua|Niger|Nigeria|Niue|North Korea|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|
Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|
Saint Kitts and Nevis|Saint Lucia|Saint Vincent and the Grenadines|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|
Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Spain|
Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|São Tomé and Príncipe|Taiwan|Tajikistan|Tanzania|Thailand|
Timor-Leste|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkmenistan|Tuvalu|Türkiye|Uganda|Ukraine|United Arab Emirates|
United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe
"""

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


def _choices(kind: str, text: str) -> type[models.TextChoices]:
    names = [name.strip() for name in text.split("|")]
    return models.TextChoices(kind, [(f"{kind}_{at}".upper(), (name, name)) for at, name in enumerate(names)])


Country = _choices("Country", _COUNTRIES)
Language = _choices("Language", _LANGUAGES)
