/** A small form of our own in the shape of those of the ministry, which are never part of this project. */
export const smallForm = `
name: Kleine pre-scan
urn: 'urn:nl:prescan'
version: '2.0'
tasks:
- task: Persoonsgegevens
  id: '1'
  type: [task_group]
  tasks:
  - task: Gaat het om persoonsgegevens?
    description: Gegevens waarmee je iemand kunt herkennen.
    id: '1.1.1'
    type: [radio_option]
    options: [{ value: true, label: Ja }, { value: false, label: Nee }]
  - task: Over wie gaan de gegevens?
    id: '1.4.1'
    type: [checkbox_option]
    options: [{ value: 'Groep: Burgers' }, { value: 'Groep: Kinderen' }]
    dependencies: [{ type: conditional, action: show, condition: { id: '1.1.1', operator: equals, value: true } }]
    calculation:
      scoreKey: wie
      expression: "weightedCountMap(answers('1.4.1'), ['Burgers', 'Kinderen'], [1, 3])"
      riskScore: [{ when: 'wie < 3', value: 0 }, { when: 'wie >= 3', value: 5 }]
- task: Lijst
  id: '3.1'
  type: [checkbox_option]
  options: [{ value: 'Lijst: Cameratoezicht' }, { value: 'Lijst: Zwarte lijsten' }]
assessments:
- id: DPIA
  levels:
  - level: required
    result: DPIA verplicht
    expression: 'criteria.som'
    criteria:
    - { id: som, expression: '((scores.wie || 0) + (scores.geen || 0)) > 4', explanation: de som van de scores groter is dan 4 }
`;
