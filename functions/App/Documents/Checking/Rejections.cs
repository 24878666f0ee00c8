using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking;

/// <summary>Every reason for which a document is rejected.</summary>
public static class Rejections
{
    public static readonly Rejection NoLongerOpen = New("no-longer-open",
        "检查时申请已不再接收该材料", "The application no longer accepted this document when it was checked");

    public static readonly Rejection UploadIncomplete = New("upload-incomplete",
        "上传没有完成，请重新上传", "The upload did not complete; please upload again");

    public static readonly Rejection Empty = New("empty", "文件为空，请检查后重新上传", "The file is empty; check it and upload it again");

    public static readonly Rejection Altered = New("altered",
        "存储的内容与上传的内容不一致，请重新上传", "The stored content differs from the uploaded content; please upload again");

    public static readonly Rejection Incomplete = New("incomplete",
        "文件不完整，后半部分缺失；请重新保存或导出后上传", "The file is cut off; save or export it again, then upload it");

    public static readonly Rejection Damaged = New("damaged",
        "文件已损坏，无法打开；请用原程序打开并重新保存后上传",
        "The file is damaged and cannot be opened; open it in its program, save it again, then upload it");

    public static readonly Rejection NoPages = New("no-pages",
        "PDF 文件中没有页面；请重新导出后上传", "The PDF file has no page; export it again, then upload it");

    public static readonly Rejection Password = New("password",
        "文件需要密码才能打开；请取消密码后重新上传", "The file asks for a password; remove the password, then upload it again");

    public static readonly Rejection OldFormat = New("old-format",
        "文件带有打开密码，或是旧版 Office 格式（.doc、.xls、.ppt）；请取消密码并另存为 .docx、.xlsx 或 .pptx 后上传",
        "The file asks for a password or is in an old Office format (.doc, .xls, .ppt); remove the password, save it as .docx, .xlsx or "
        + ".pptx, then upload it");

    public static readonly Rejection Macros = New("macros",
        "文件含有宏；请另存为不含宏的 .docx、.xlsx 或 .pptx 后上传",
        "The file contains macros; save it as .docx, .xlsx or .pptx without macros, then upload it");

    public static readonly Rejection EmbeddedObject = New("embedded-object",
        "文件嵌入了其他文件或控件；请将其转为图片或正文后上传",
        "The file has another file or a control embedded in it; turn it into a picture or text, then upload it");

    public static readonly Rejection ExternalContent = New("external-content",
        "文件引用了外部模板、图片或数据；请断开链接、将内容存入文件后上传（普通超链接可以保留）",
        "The file takes a template, pictures or data from elsewhere; break these links and save the content in the file "
        + "(plain hyperlinks may stay)");

    public static readonly Rejection Inconsistent = New("inconsistent-package",
        "文件的内部目录与内容不符；请用原程序打开并重新保存（压缩包请重新压缩）后上传",
        "The file's inner directory does not match its content; save it again in its program, or pack the archive again, then upload it");

    public static readonly Rejection UnpacksTooLarge = New("unpacks-too-large",
        "文件解压后过大；请减少内容或分成几个文件", "The file unpacks to too much data; reduce or divide its content");

    public static readonly Rejection NestedTooDeep = New("nested-too-deep",
        "文件的内容嵌套层次过深；请简化后重新保存并上传", "The file's content is nested too deeply; simplify it, save it again, then upload it");

    public static readonly Rejection ImageTooLarge = New("image-too-large",
        "图片的像素过多（每边最多 65,535，总计最多 2 亿）；请缩小后上传",
        "The picture has too many pixels (at most 65,535 a side and 200 million in total); make it smaller, then upload it");

    public static readonly Rejection Malware = New("malware",
        "文件中发现恶意代码，不予接收；请先对来源计算机杀毒，再上传干净的文件",
        "Malware was found in the file; clean the computer that it comes from, then upload a file without it");

    public static readonly Rejection NotScannable = New("not-scannable",
        "无法对文件进行病毒扫描（例如文件过大）；请缩小或分成几个文件后上传",
        "The file could not be scanned for malware, as one that is too large; make it smaller or divide it, then upload it");

    public static readonly Rejection TextEncoding = New("text-encoding",
        "文本编码既不是 UTF-8，也不是 GB18030；请另存为 UTF-8 后上传",
        "The text is neither in UTF-8 nor in GB18030; save it as UTF-8, then upload it");

    public static readonly Rejection RunsProgram = New("runs-program",
        "文件中有点击或指向时启动程序的动作；请删除该动作后上传",
        "The file has an action that starts a program when it is clicked or pointed at; remove the action, then upload it");

    public static readonly Rejection TooManyFiles = New("too-many-files",
        "压缩包中的文件过多（最多 1,000 个）；请减少文件或分成几个压缩包",
        "The archive has too many files (at most 1,000); leave some out or divide it");

    public static readonly Rejection UnsafeName = New("unsafe-name",
        "压缩包中有不安全的文件名（绝对路径、链接、控制字符或系统保留名）；请改名后重新压缩",
        "The archive has an unsafe file name (an absolute path, a link, control characters, or a reserved name); rename it and pack again");

    public static readonly Rejection ArchiveFile = New("archive-file",
        "压缩包中有不接受的文件类型；请只放入文档、表格、图片和文本后重新压缩",
        "The archive has a file of a type that is not taken; pack documents, sheets, pictures and texts alone");

    public static readonly Rejection TwoFormats = New("two-formats",
        "文件同时是 PDF 和压缩包；请重新导出 PDF 后上传", "The file is a PDF and an archive at once; export the PDF again, then upload it");

    /// <summary>A fault of a file in an archive: its own reason, with the file's name.</summary>
    public static Rejection In(string name, Rejection fault) => new(fault.Code, new LocalizedText(
        $"压缩包中的“{name}”：{fault.Text.Chinese}", $"“{name}” in the archive: {fault.Text.English}"));

    /// <summary>The content is of another kind than the file's name says.</summary>
    public static Rejection NotA(DocumentFormat format)
    {
        var name = format.ToString().ToUpperInvariant();
        return New("other-format", $"内容不是 {name} 文件；请另存为 {name} 后上传，不要只改扩展名",
            $"The content is not a {name} file; save it as {name} instead of renaming it, then upload it");
    }

    private static Rejection New(string code, string chinese, string english) => new(code, new LocalizedText(chinese, english));
}
