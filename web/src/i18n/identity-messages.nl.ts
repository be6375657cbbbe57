/** Why something cannot be done with accounts, sign-in and organisations, and what to do. */
export const identityMessagesNl = {
  'identity.sign-on-needs-address':
    'Datalab weet zijn eigen openbare adres niet. Wie Datalab draait, stelt PUBLIC_URL in.',
  'identity.sign-on-address-insecure':
    'Het adres van de inlogdienst begint niet met https://. Datalab gaat daar niet heen.',
  'identity.sign-on-address-private':
    'Dit adres ligt in een besloten netwerk of op de server zelf. Datalab gaat alleen naar openbare adressen.',
  'identity.sign-on-unreachable':
    'De inlogdienst van de organisatie antwoordt niet. Probeer het over een paar minuten opnieuw; blijft het zo, vraag dan jullie beheerder.',
  'identity.sign-on-not-a-provider':
    'Op dit adres antwoordt geen inlogdienst voor OpenID Connect. Kijk het adres (issuer) na.',
  'identity.sign-on-wrong-issuer':
    'De inlogdienst noemt zichzelf anders: {issuer}. Vul precies dat adres in, als het van jullie is.',
  'identity.sign-on-no-pkce':
    'Deze inlogdienst kent PKCE met S256 niet. Zet het daar aan, of gebruik een nieuwere versie.',
  'identity.sign-on-no-private-key':
    'Deze inlogdienst kent geen sleutels (private_key_jwt). Zet dat daar aan, of kies een geheim.',
  'identity.sign-on-no-secret':
    'Er is geen geheim bewaard. De beheerder vult het geheim in dat de inlogdienst gaf.',
  'identity.sign-on-unknown-acr':
    'De inlogdienst kent het niveau {acr} niet. Kijk daar welke niveaus er zijn.',
  'identity.sign-on-off':
    'Deze organisatie logt niet in via een eigen inlogdienst. Log in met je wachtwoord.',
  'identity.sign-on-expired': 'Het inloggen duurde te lang, of begon in een ander venster. Begin opnieuw.',
  'identity.sign-on-wrong-state':
    'Dit antwoord hoort niet bij jouw poging om in te loggen. Begin opnieuw, en open geen oude link.',
  'identity.sign-on-refused':
    'Je hebt het inloggen afgebroken, of je organisatie laat je niet toe tot Datalab. Begin opnieuw, of vraag jullie beheerder.',
  'identity.sign-on-provider-error':
    'De inlogdienst van je organisatie gaf een fout. Probeer het opnieuw; blijft het zo, meld het bij jullie beheerder.',
  'identity.sign-on-client-refused':
    'De inlogdienst herkent Datalab niet: de sleutel, het geheim of de naam klopt niet meer. Jullie beheerder kan dat herstellen.',
  'identity.sign-on-code-used':
    'Dit inloggen is al gebruikt of verlopen. Begin opnieuw, en ga niet terug naar een oude pagina.',
  'identity.sign-on-untrusted':
    'Het antwoord van de inlogdienst klopt niet, dus Datalab vertrouwt het niet. Begin opnieuw; blijft het zo, meld het bij jullie beheerder.',
  'identity.sign-on-clock':
    'De klok van de inlogdienst en die van Datalab lopen meer dan twee minuten uiteen. Vraag jullie beheerder om de klok gelijk te zetten.',
  'identity.sign-on-too-weak':
    'Je organisatie vraagt voor Datalab om sterker in te loggen, bijvoorbeeld met een app of pas. Log zo in en probeer het opnieuw.',
  'identity.sign-on-old-proof':
    'De inlogdienst bevestigt niet dat je net zelf inlogde. Log daar eerst uit, en begin opnieuw.',
  'identity.sign-on-no-email':
    'De inlogdienst geeft Datalab je e-mailadres niet. Vraag jullie beheerder om dat aan te zetten.',
  'identity.sign-on-email-unverified':
    'De inlogdienst zegt niet dat je e-mailadres gecontroleerd is. Bevestig het daar, of log in met je wachtwoord en koppel je account.',
  'identity.sign-on-no-account':
    'Je hebt nog geen account in Datalab. Vraag een beheerder van je organisatie om je uit te nodigen.',
  'identity.sign-on-other-organisation':
    'Dit account hoort bij een andere organisatie. Log in via je eigen organisatie.',
  'identity.sign-on-other-person':
    'Bij de inlogdienst ben je iemand anders dan hier. Log daar uit, en begin opnieuw.',
  'identity.sign-on-linked-already':
    'Dit account is al gekoppeld aan iemand bij de inlogdienst. Vraag een beheerder van je organisatie om te kijken welk account van jou is.',
  'identity.sign-on-no-roles':
    'Je groepen bij je organisatie geven in Datalab geen rol. Vraag een beheerder van je organisatie om je in een groep te zetten, of om je een rol te geven. Log daarna opnieuw in.',
  'identity.sign-on-required':
    'Je organisatie laat je alleen via de eigen inlogdienst binnen. Kies hieronder inloggen via je organisatie.',
  'identity.sign-on-domain-taken': 'Een andere organisatie heeft al adressen die op {domain} eindigen.',
  'identity.sign-on-logout-wrong': 'Dit bericht van de inlogdienst is niet geldig.',
  'identity.service-owner-unfit':
    'De eigenaar moet een datasteward of data-engineer van jullie organisatie zijn, met een rol die in werking is.',
  'identity.service-account-unknown': 'Dit account voor scripts bestaat niet.',
  'identity.service-account-revoked': 'Dit account is al ingetrokken.',
  'identity.not-in-demo':
    'Iedereen speelt de mensen van de demo, dus voor hen stelt niemand een tweede stap in.',
  'identity.factor-code-wrong':
    'Deze code klopt niet. Wacht op de volgende in je app en probeer het opnieuw.',
  'identity.factor-code-clock':
    'Deze code zit er {minutes} minuten naast. De klok van je telefoon loopt waarschijnlijk verkeerd: laat hem zichzelf gelijkzetten en probeer het opnieuw.',
  'identity.factor-code-used': 'Deze code is al gebruikt. Wacht op de volgende in je app.',
  'identity.second-step-over': 'Dit duurde te lang. Log opnieuw in met je wachtwoord.',
  'identity.totp-set-up-already':
    'Codes van een app staan al aan. Zet ze eerst uit om met een andere app te beginnen.',
  'identity.totp-not-started': 'Het instellen is ergens anders begonnen of voorbij. Begin opnieuw.',
  'identity.factor-demanded': 'Jouw organisatie vraagt een tweede stap. Stel eerst een andere in.',
  'identity.no-factor': 'Er is hier geen tweede stap.',
  'identity.passkey-unknown': 'Deze passkey is er niet meer. Laad de pagina opnieuw.',
  'identity.passkey-refused':
    'Deze passkey is niet aangenomen. Probeer het opnieuw, of log op een andere manier in.',
  'identity.passkeys-need-address': 'Op dit adres werken passkeys niet. Log in met je wachtwoord.',
  'identity.proof-refused': 'Dat is hier niet genoeg. Gebruik je tweede stap, of log opnieuw in.',
  'identity.wrong-credentials': 'Dit e-mailadres en wachtwoord horen niet bij elkaar.',
  'identity.demo-only': 'Inloggen met één klik kan alleen in de demo.',
  'identity.already-set-up': 'Datalab is al ingericht. Log in met je account.',
  'identity.set-up-code-wrong':
    'Dit is niet de code van de laatste start. Hij staat in het venster waarin Datalab is gestart, en bij elke start komt er een nieuwe.',
  'identity.email-taken': 'Er is al een account met dit e-mailadres.',
  'identity.organisation-taken': 'Er is al een organisatie met deze naam.',
  'identity.organisation-unknown': 'Deze organisatie kennen we niet.',
  'identity.other-organisation': 'Dit kan alleen voor je eigen organisatie.',
  'identity.blocked':
    'Dit account is geblokkeerd. Vraag een beheerder van je organisatie waarom, en of je weer mag inloggen.',
  'identity.roles-apart':
    'Facilitator en functionaris gegevensbescherming gaan niet samen: wie toegang geeft, houdt er niet zelf toezicht op.',
  'identity.has-accounts': 'Deze organisatie heeft al een account. Haar eigen beheerder voegt collega’s toe.',
  'identity.code-wrong':
    'Deze link of code opent niets. Kijk of je alles goed hebt overgenomen, of vraag een nieuwe aan wie hem gaf.',
  'identity.code-unknown': 'Deze code staat niet meer open.',
  'identity.password-obvious':
    'Dit wachtwoord is makkelijk te raden: er zit weinig meer in dan bekende woorden, rijtjes of je eigen naam. Neem een zin van een paar woorden.',
  'identity.password-wrong': 'Je huidige wachtwoord klopt niet.',
  'identity.person-unknown': 'Deze persoon kennen we niet.',
  'identity.administrator-only':
    'Dit doet een beheerder van je organisatie. Was je dat tot nu toe? Dan heeft iemand je die rol afgenomen: vraag het een andere beheerder. Op de pagina Mensen zie je wie dat zijn.',
  'identity.not-yourself': 'Dit kun je niet voor jezelf doen.',
  'identity.already-blocked': 'Dit account is al geblokkeerd.',
  'identity.not-blocked': 'Dit account is niet geblokkeerd.',
  'identity.no-account-yet': 'Voor deze organisatie heeft nog niemand een account.',
  'identity.already-confirmed': 'Dit is al bevestigd.',
  'identity.privacy-officer-only':
    'Alleen een functionaris gegevensbescherming van een andere organisatie kan dit.',
  'identity.own-organisation': 'Dit bevestigt iemand van een andere organisatie.',
  'identity.maker-confirms-not': 'Jij maakte de code. Een ander moet dit bevestigen.',
  'identity.no-officer': 'Deze persoon heeft niet de rol van functionaris gegevensbescherming.',
  'identity.colleague-first': 'Een collega in deze organisatie kan dit bevestigen.',
  'identity.newer-account': 'Dit bevestigt een collega die er eerder was.',
  'identity.own-officer':
    'Functionaris gegevensbescherming geef je jezelf niet: vraag een andere beheerder, en laat een collega het bevestigen.',
  'identity.code-used':
    'Deze link is al gebruikt. Was jij dat? Log dan in. Was jij het niet? Bel dan meteen wie de link gaf: het account kan geblokkeerd worden.',
  'identity.code-expired':
    'Deze link is verlopen. Vraag een nieuwe aan wie hem gaf. Ging het om een nieuw wachtwoord? Kies dan bij het inloggen opnieuw: ik ben mijn wachtwoord vergeten.',
  'identity.code-withdrawn':
    'Deze link is ingetrokken, of vervangen door een nieuwere. Kijk of je een nieuwere hebt, of vraag er een aan wie hem gaf.',
  'identity.code-other-address':
    'Deze link is voor een ander e-mailadres gemaakt. Gebruik het adres waarop je werd uitgenodigd. Kreeg je hem doorgestuurd? Vraag {name} dan om een eigen link.',
  'identity.email-same': 'Dit is al je e-mailadres.',
  'identity.sign-in-unknown': 'Daar ben je al uitgelogd.',
  'identity.no-intention': 'Er is geen intentie om in te trekken.',
  'identity.speaker-only': 'Een beheerder of manager van je organisatie doet dit.',
  'identity.leader-only':
    'Dit doet een beheerder of een facilitator. Vraag het een beheerder van je organisatie.',
  'identity.no-password':
    'Deze collega logt hier in zonder wachtwoord, via de organisatie. Er is dus geen wachtwoord om te vervangen.',
  'identity.last-administrator':
    'Dit is de enige beheerder die er nog is. Maak eerst een ander beheerder, zodat er iemand is die mensen toelaat.',
} as const;
