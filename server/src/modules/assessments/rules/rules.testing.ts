/** A small form of our own, with each of the mistakes that published rules were seen to make. */
export const faultyForm = `
name: Small pre-scan
urn: 'urn:nl:prescan'
version: '2.0'
tasks:
- task: Begin
  id: '0'
  type: [task_group]
  tasks:
  - { task: A new law?, id: '0.1', type: [radio_option], options: [{ value: true, label: Yes }, { value: false, label: No }] }
  - task: Cloud
    id: '0.5'
    type: [task_group]
    tasks:
    - { task: In the cloud?, id: '0.5.1', type: [radio_option], options: [{ value: true, label: Yes }, { value: false, label: No }] }
    - task: Is the cloud far away?
      id: '0.5.2'
      type: [radio_option]
      options: [{ value: true, label: Yes }, { value: false, label: No }]
      dependencies: [{ type: conditional, action: show, condition: { id: '0.5.1', operator: equals, value: true } }]
      calculation:
        scoreKey: far
        expression: "bool(answers('0.4.1')) && bool(answers('0.5.2')) ? 1 : 0"
        riskScore: [{ when: 'far >= 1', value: 2 }]
- task: People
  id: '1'
  type: [task_group]
  tasks:
  - task: Who?
    id: '1.1'
    type: [checkbox_option]
    options: [{ value: 'Group: adults' }, { value: 'Group: <span class="aiv-definition">children<span class="aiv-definition-text">under 16</span></span>' }, { value: 'Group: other' }]
    calculation:
      scoreKey: who
      expression: "weightedCountMap(answers('1.1'), ['adults', 'children', 'nobody'], [1, 3, 1])"
      riskScore: [{ when: 'who <= 2', value: 0 }, { when: 'who >= 3', value: 2 }]
  - task: Which others?
    id: '1.2'
    type: [open_text]
    dependencies: [{ type: conditional, action: show, condition: { id: '1.1', operator: contains, value: "'Group: other'" } }]
  - task: For how long?
    id: '1.3'
    type: [select_option]
    options: [{ value: Years }, { value: Days }]
    calculation:
      scoreKey: long
      expression: "answers('1.3')"
      riskScore: [{ when: 'long == null', value: 0 }, { when: "long in ['Years']", value: 1 }]
  - task: A service for the young?
    id: '1.4'
    type: [radio_option]
    options: [{ value: true, label: Yes }, { value: false, label: No }]
    dependencies:
    - type: conditional
      action: show
      condition: { id: '0.1', operator: equals, value: false }
      calculation:
        scoreKey: young
        expression: "answers('1.4') == true ? 2 : 0"
        riskScore: [{ when: 'young == 2', value: 2 }]
- task: List
  id: '3.1'
  type: [checkbox_option]
  options: [{ value: 'List: Samenwerkingsverbanden' }, { value: 'List: profiling' }]
assessments:
- id: DPIA
  levels:
  - level: required
    result: DPIA required
    expression: 'criteria.law || criteria.sum'
    criteria:
    - { id: law, expression: "bool(answers('0.1'))", explanation: there is a new law }
    - { id: sum, expression: "((bool(answers('0.5.1')) && (scores.far || 0)) + (scores.who || 0) + (scores.long || 0) + (scores.young || 0)) > 2", explanation: the sum is over 2 }
  - level: recommended
    result: DPIA recommended
    expression: 'criteria.list'
    criteria:
    - { id: list, expression: "countSelectedOptions('3.1') == 1", explanation: one item is on the list }
- id: DTIA
  levels:
  - level: required
    result: DTIA required
    expression: 'criteria.far && criteria.years'
    criteria:
    - { id: far, expression: "bool(answers('0.5.2'))", explanation: the cloud is far away }
    - { id: years, expression: "answers('1.3') == 'Years'", explanation: it is kept for years }
`;
