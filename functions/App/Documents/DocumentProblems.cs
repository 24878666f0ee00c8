using FunctionsApp.Platform.Http;

namespace FunctionsApp.Documents;

public static class DocumentProblems
{
    public static readonly ProblemType UnknownDocumentType = new("unknown-document-type", 404,
        new("该项目的指南没有这种材料", "The guide asks for no document of this type"),
        new("材料种类见申请的 documents", "The application lists its documents by type"));

    public static readonly ProblemType FormatNotAllowed = new("format-not-allowed", 415,
        new("该材料不接受这种格式", "The guide does not allow this format for this document"),
        new("请改用指南允许的格式和相应的扩展名", "Use an allowed format, with the file extension that belongs to it"));

    public static readonly ProblemType DocumentTooLarge = new("document-too-large", 413,
        new("文件超过该材料的大小上限", "The file exceeds the size limit of this document"),
        new("请压缩文件或分成几个文件后重新上传（上限见该材料的 maxBytes）；原有材料未改变",
            "Upload a smaller file (the slot's maxBytes is its limit); the existing document is unchanged"));

    public static readonly ProblemType TooManyUploads = new("too-many-uploads", 409,
        new("该材料的上传次数已达上限", "This document was uploaded too often"),
        new("已接收的版本仍然有效；如确需更换，请联系受理机构", "The accepted version stays valid; if it must change, ask the office in charge"));

    public static readonly ProblemType DocumentAltered = new("document-altered", 409,
        new("存储的材料与当时接收的内容不一致", "The stored document is no longer the one that was accepted"),
        new("请勿依据该文件作出决定，并通知系统管理员", "Do not decide on this file, and tell the operators"));

    public static readonly ProblemType DocumentErased = new("document-erased", 410,
        new("保管期限届满，材料已删除", "The document was deleted when its retention time was over"),
        new("申请的事实记录仍保留其 SHA-256 和删除时间", "The application's record keeps its SHA-256 and when it was deleted"));

    public static readonly ProblemType RangeNotSatisfiable = new("range-not-satisfiable", 416,
        new("所请求的范围超出文件", "The range begins behind the end of the file"),
        new("请按 Content-Range 给出的大小重新请求", "Ask for a range within the size that Content-Range gives"));

    public static readonly ProblemType DocumentEmpty = new("document-empty", 400,
        new("文件为空", "The file is empty"),
        new("请检查文件后重新上传", "Check the file and upload it again"));

    public static readonly ProblemType InvalidFileName = new("invalid-file-name", 400,
        new("文件名无效", "The file name is not valid"),
        new(
            "请用 fileName 参数给出 1 至 255 个字符、不含路径和控制字符的文件名",
            "Set fileName to a name of 1 to 255 characters without a path or control characters"));

    public static readonly ProblemType DigestMismatch = new("digest-mismatch", 400,
        new("内容与所声明的 SHA-256 不一致", "The content does not match the stated SHA-256"),
        new("请重新上传；本次内容没有保存", "Upload it again; nothing was stored"));
}
