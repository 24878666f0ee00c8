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
}
