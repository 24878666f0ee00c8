using FunctionsApp.Shared;

namespace FunctionsApp.Documents;

public static class DocumentProblems
{
    public static readonly ProblemType UnknownDocumentType = new("unknown-document-type", 404,
        new("申请指南中没有该类材料", "The guide has no document of this type"),
        new("材料类型见申请的 slots", "The types are in the application's slots"));

    public static readonly ProblemType NotAskedFor = new("document-not-asked-for", 409,
        new("补正未要求该材料", "The return does not ask for this document"),
        new("请只上传补正要求的材料", "Upload only what the return asks for"));

    public static readonly ProblemType FormatNotAllowed = new("format-not-allowed", 415,
        new("不接受该文件格式", "This file format is not accepted here"),
        new("请按指南规定的格式上传；Content-Type 与扩展名须一致", "Use a format of the guide; Content-Type and extension must agree"));

    public static readonly ProblemType DocumentTooLarge = new("document-too-large", 413,
        new("文件超过规定大小", "The file is larger than the guide allows"),
        new("请压缩或拆分文件；没有内容被保存", "Make the file smaller; nothing was kept"));

    public static readonly ProblemType DocumentEmpty = new("document-empty", 400,
        new("文件为空", "The file is empty"),
        new("请选择正确的文件重新上传", "Choose the right file and upload again"));

    public static readonly ProblemType InvalidFileName = new("invalid-file-name", 400,
        new("文件名无效", "The file name is not valid"),
        new("fileName：1 至 255 个字符，不含路径与控制字符", "fileName: 1 to 255 characters, no path, no control characters"));

    public static readonly ProblemType DigestMismatch = new("digest-mismatch", 400,
        new("内容与所声明的摘要不一致", "The content does not match the digest that was sent"),
        new("请重新上传；没有内容被保存", "Upload again; nothing was kept"));
}
