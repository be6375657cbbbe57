/** Every code the hub may answer with, and what the reader can do about it. */
export const errorsNl = {
  'connection.lost':
    'Er is geen verbinding met Datalab. Wat je hebt getypt blijft staan. Probeer het zo nog eens.',
  'message.unknown': 'Er is iets waar we geen uitleg bij hebben. Vraag de facilitator om hulp.',
  'request.invalid': 'Er klopt iets niet in wat je hebt ingevuld. Kijk het na en probeer het opnieuw.',
  'request.not-found': 'Dit bestaat niet, of niet meer.',
  'request.too-large': 'Dit is te groot om in één keer te versturen.',
  'request.too-many':
    'Dat was te vaak achter elkaar. Probeer het over {minutes|een minuut|# minuten} opnieuw. Wat je typte blijft staan.',
  'request.other-host':
    'Datalab kent dit adres niet als het eigen adres. Gebruik het adres dat je kreeg; wie Datalab beheert stelt het in als PUBLIC_URL.',
  'request.not-json': 'Er ging iets mis bij het versturen. Laad de pagina opnieuw.',
  'request.numbers-unbound':
    'Niet elk getal in de tekst is gekoppeld aan een cijfer ({n|# getal|# getallen}). Neem het uit een cijfer, of zeg waar het vandaan komt. Er is niets bewaard.',
  'request.number-unbound':
    '“{number}” is niet gekoppeld aan een cijfer. Neem het uit een cijfer, of zeg waar het vandaan komt.',
  'request.person-number-in-name':
    'In de naam van dit bestand staat een nummer dat een burgerservicenummer kan zijn, en anderen zien die naam. Geef het bestand een andere naam en stuur het opnieuw; er is niets van bewaard.',
  'session.required': 'Log eerst in.',
  'session.forbidden': 'Dit hoort niet bij jouw rol.',
  'session.organisation-waits':
    'Een functionaris gegevensbescherming van een andere organisatie bevestigt eerst dat jij voor jouw organisatie spreekt. Tot dan praat je mee; data, documenten en cijfers wachten. Op de pagina Organisaties staat waar dat op wacht.',
  'session.role-waits':
    'Je hebt deze rol, maar hij werkt pas als iemand anders bevestigt dat jij het bent. Op de pagina Organisaties staat waar dat op wacht.',
  'session.prove-again': 'Laat eerst nog een keer zien dat jij het bent.',
  'session.second-factor-first':
    'Jouw organisatie vraagt een tweede stap bij het inloggen. Stel die eerst in.',
  'server.starting': 'Datalab start nog op. Nog even geduld.',
  'server.unexpected': 'Er ging iets mis bij ons. Er is niets verloren. Probeer het zo nog eens.',
  'session.token-refused':
    'Dit token werkt niet. Het is ingetrokken, verlopen of verkeerd overgenomen, of de eigenaar heeft de rol niet meer. Vraag een beheerder om een nieuw.',
  'session.outside-scope':
    'Dit valt buiten wat dit account voor scripts mag. Een beheerder kan een account maken dat dit wel mag.',
  'passkey.cancelled': 'De browser stopte zonder passkey. Probeer het opnieuw, of kies een andere manier.',
  'passkey.there-already': 'Dit apparaat heeft al een passkey voor jouw account.',
  'notices.administrator-only': 'Dit doet een beheerder.',
  'notices.founding-only': 'Dit doet een beheerder van de organisatie die Datalab in gebruik nam.',
  'notices.mail-not-in-demo': 'In de demo gaat er geen mail weg, dus er is niets in te stellen.',
  'notices.mail-from-environment':
    'De mailserver is ingesteld bij het starten van Datalab. Verander hem daar.',
  'notices.mail-sender-invalid':
    'Dit is geen afzender. Vul een e-mailadres in, of een naam met het adres erachter: Datalab <datalab@gemeente.example>.',
  'notices.mail-password-again':
    'Vul het wachtwoord opnieuw in: het bewaarde wachtwoord gaat alleen naar de server en de gebruiker waarvoor het was.',
  'notices.mail-not-set': 'Er is nog geen mailserver ingesteld.',
  'notices.mail-unreachable':
    'De mailserver geeft geen antwoord. Kijk of de naam en de poort kloppen, en of deze computer naar buiten mag op die poort.',
  'notices.mail-not-encrypted':
    'De mailserver biedt geen veilige verbinding, of een certificaat dat wij niet vertrouwen. Zonder veilige verbinding gaat er geen mail weg. Probeer poort 465 of 587, en vraag naar het certificaat.',
  'notices.mail-password-wrong': 'De mailserver kent deze gebruiker of dit wachtwoord niet.',
  'notices.mail-refused':
    'De mailserver weigert het bericht. Vaak mag deze gebruiker niet versturen met deze afzender, of kent de server het adres niet.',
  'notices.leader-only': 'Alleen de facilitator van de editie kan iemand vragen om verder te gaan.',
  'notices.not-blocked': 'Dit houdt niets meer tegen. Er hoeft niemand gevraagd te worden.',
  'notices.nobody-to-nudge': 'Er is niemand anders die dit kan doen.',
  'notices.nudged-today': 'Dit is vandaag al gevraagd. Vraag het morgen opnieuw.',
  'notices.outbox-closed': 'Alleen wie een editie begeleidt, ziet de berichten.',
  'timeline.not-in': 'De tijdlijn is er voor organisaties die meedoen.',
  'editions.unknown': 'Deze editie kennen we niet.',
  'editions.slug-taken': 'Er is al een editie met dit adres. Kies een ander.',
  'editions.not-a-participant': 'Jouw organisatie doet niet mee aan deze editie.',
  'editions.facilitator-only': 'Alleen de facilitator kan dit doen.',
  'editions.role-may-not-decide':
    'Alleen een deelnemer of manager van de organisatie kan hierover besluiten.',
  'editions.other-organisation': 'Dit is aan een andere organisatie.',
  'editions.already-decided': 'Deze organisatie heeft al besloten.',
  'editions.no-goals': 'Er is nog geen gezamenlijk doel. Zonder doel begint een editie niet.',
  'editions.no-own-goal': '{organisation} heeft nog geen eigen doel.',
  'editions.goal-not-sharp': 'Het doel “{goal}” zegt nog niet wanneer het bereikt is.',
  'editions.goal-unreviewed':
    'Nog niemand van een andere organisatie heeft gezegd dat het doel “{goal}” scherp is.',
  'editions.goal-doubted': 'Het doel “{goal}” is voor een ander nog niet scherp: “{remark}”',
  'editions.goal-reworded': 'Het doel is net veranderd. Lees het opnieuw.',
  'editions.own-goal': 'Of dit doel scherp is, zegt iemand van een andere organisatie.',
  'editions.not-in': 'Dit kan als jouw organisatie meedoet.',
  'editions.undecided-organisations': '{organisation} heeft nog niet besloten over meedoen.',
  'editions.too-few-organisations': 'Er doen nog geen twee organisaties mee.',
  'editions.start-undecided': 'Er is nog niet besloten of de editie doorgaat.',
  'editions.start-declined':
    'Er is besloten om niet door te gaan. Alleen een nieuw besluit met redenen verandert dat.',
  'editions.nothing-put-in': '{organisation} heeft nog niet gezegd wat het inbrengt: geld, tijd of mensen.',
  'editions.questions-not-sorted': 'Van {n|# vraag|# vragen} is nog niet duidelijk wat we al weten.',
  'editions.no-questions': 'Er is nog geen vraag onder een doel.',
  'editions.deliveries-missing': 'De dataset {dataSet} van {organisation} is nog niet geleverd.',
  'editions.no-data-sets': 'Er is nog geen dataset gevraagd.',
  'editions.questions-open': '{n|# vraag is|# vragen zijn} nog niet beantwoord of vervallen.',
  'editions.solution-running':
    'Aan de oplossing “{solution}” wordt nog gewerkt. Rond haar eerst af, stop ermee of draag haar over.',
  'editions.insights-loose':
    'Van {n|# briefje|# briefjes} is niet gezegd wat ermee gebeurt: maak er gezamenlijke inzichten van of voeg {n|het|ze} samen.',
  'editions.not-evaluated': 'Niemand van {organisation} heeft nog gezegd wat deze editie waard was.',
  'editions.finished':
    'Deze editie is afgerond. Wat is afgesproken blijft zoals het is; een nieuwe editie kan erop verder bouwen.',
  'editions.first-step': 'Dit is de eerste stap.',
  'editions.contemplation-is-over': 'In stap 5 ligt de vragenlijst vast. Nu gaat het om oplossen.',
  'editions.goal-unknown': 'Dit doel is er niet meer.',
  'editions.goal-has-questions': 'Onder dit doel staan vragen. Daarom kan het niet weg.',
  'editions.goals-fixed': 'De doelen liggen vast sinds stap 1 klaar is.',
  'editions.organisation-unknown': 'Deze organisatie kennen we niet.',
  'editions.already-invited': 'Deze organisatie is al uitgenodigd.',
  'editions.data-set-unknown': 'Deze dataset kennen we niet.',
  'editions.data-set-owner-not-in': 'De eigenaar van deze dataset doet niet mee aan de editie.',
  'editions.changed-meanwhile': 'Iemand anders heeft dit net veranderd. Kijk eerst hoe het er nu voor staat.',
  'editions.no-agreement': 'Er is nog geen getekende afspraak over wat gedeeld mag worden.',
} as const;
