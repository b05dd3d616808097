## What all forms of the practice share. (A machine draft; no Welsh speaker has reviewed it.)

staff-form-check-title = Gwiriwch eich atebion
staff-form-edit = Newid yr atebion hyn
staff-form-next = Beth sy’n digwydd nesaf
staff-form-see-case = Gweld y cais hwn
staff-form-note = Nodyn i’r feddygfa (dewisol)
staff-form-note-hint = Dim ond eich meddygfa sy’n gweld hwn. Nid ydym byth yn ei anfon at y claf na’r person dibynadwy.
staff-form-note-long = Rhaid i’r nodyn fod yn 500 nod neu lai
staff-form-note-unfit = Dim ond llythrennau, rhifau ac atalnodi a all fod yn y nodyn
staff-form-next-request = Y cais nesaf
