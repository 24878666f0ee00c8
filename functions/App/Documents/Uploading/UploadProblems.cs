using FunctionsApp.Platform.Http;

namespace FunctionsApp.Documents.Uploading;

public static class UploadProblems
{
    public static readonly ProblemType TooManyOpenUploads = new("too-many-open-uploads", 409,
        new("未完成的上传过多", "Too many uploads are open"),
        new("请先完成或取消一个未完成的上传", "Complete or cancel one of the open uploads first"));

    public static readonly ProblemType UploadCompleting = new("upload-completing", 409,
        new("该上传已在完成中，不能取消", "The upload is being completed and cannot be cancelled"),
        new("如需更换，请重新上传一个文件", "To replace the document, upload another file"));

    public static readonly ProblemType BlocksMissing = new("blocks-missing", 409,
        new("部分数据块尚未到达", "Some blocks have not arrived"),
        new("请查询该上传，补传缺少的数据块后再完成", "Read the upload, send the blocks that are missing, and complete it then"));

    public static readonly ProblemType DirectUploadsOff = new("direct-uploads-off", 409,
        new("本系统不提供直传存储", "Uploads straight to storage are not offered here"),
        new("请用 PUT /api/applications/{id}/documents/{type} 上传", "Upload by PUT /api/applications/{id}/documents/{type}"));

    public static readonly ProblemType TooLargeForOneRequest = new("too-large-for-one-request", 413,
        new("文件过大，不能用一次请求上传", "The file is too large for one request"),
        new("请用 POST /api/applications/{id}/documents/{type}/uploads 分块上传；在页面上请启用脚本",
            "Upload it in blocks by POST /api/applications/{id}/documents/{type}/uploads; on the page, allow scripts"));

    /// <param name="blocks">How many.</param>
    public static ProblemException Missing(int blocks) => BlocksMissing.With($"缺少 {blocks} 块", $"{blocks} are missing");
}
