"""The one style sheet, inside each page: its hash is in the policy, so that nothing else is obeyed."""

STYLE = """\
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
header,main,footer{max-width:42rem;margin:0 auto;padding:.5rem 1rem}
header{border-bottom:1px solid #767676}
h1{font-size:1.6rem;line-height:1.25;margin:.75rem 0 .25rem}
h2{font-size:1.25rem;line-height:1.3;margin:1.25rem 0 .5rem}
h3{font-size:1.0625rem;margin:1rem 0 .25rem}
p,ul{margin:.5rem 0}
ul{padding-inline-start:1.25rem}
a{color:#0b4a8f}
nav a,summary{display:inline-block;padding:.5rem .25rem;min-height:2.75rem}
nav a{margin-inline-end:.75rem}
nav a[aria-current]{font-weight:700;text-decoration:none;color:#1b1b1b}
summary{display:list-item;cursor:pointer;font-weight:600;color:#0b4a8f}
.brand{font-weight:700;margin:0}
.skip{position:absolute;inset-inline-start:-99rem}
.skip:focus{position:static;display:inline-block;padding:.5rem}
label{display:block;font-weight:600;margin-top:1rem}
.hint,.small{color:#4a4a4a;font-size:.9375rem}
textarea,select,button{font:inherit;width:100%;padding:.625rem;border:1px solid #595959;border-radius:.25rem;
background:#fff;color:inherit}
textarea{min-height:10rem;resize:vertical}
button{margin-top:1.25rem;background:#0b4a8f;border-color:#0b4a8f;color:#fff;font-weight:700;min-height:3rem;
cursor:pointer}
:focus-visible{outline:3px solid #b34700;outline-offset:2px}
.answer{border:2px solid #1b1b1b;border-radius:.25rem;padding:.25rem 1rem 1rem;margin:1rem 0}
.answer h2:first-child{margin-top:.75rem}
code{background:#f0f0f0;padding:0 .2rem}
li{margin-bottom:.5rem}
footer{border-top:1px solid #767676;margin-top:2rem}
.desk header,.desk main{max-width:64rem}
input:not([type=hidden]):not([type=checkbox]){font:inherit;width:100%;padding:.625rem;border:1px solid #595959;
border-radius:.25rem}
.out{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem;margin-bottom:.25rem}
.out button{margin:0;min-height:2.75rem;width:auto;padding:.25rem 1rem;background:#fff;color:#0b4a8f}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;min-width:50%;overflow-wrap:normal}
caption{text-align:start;font-weight:700;padding:.25rem 0}
th,td{border-bottom:1px solid #767676;padding:.4rem .75rem .4rem 0;text-align:start;vertical-align:top}
tbody th{font-weight:400;min-width:8rem}
.chart svg{width:100%;max-width:32rem;height:auto;display:block}
.number{text-align:end;font-variant-numeric:tabular-nums}
@media(min-width:40rem){.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
button{width:auto;padding-inline:2rem}}
@media print{header,footer,form{display:none}}
"""
