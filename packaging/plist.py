"""What the macOS application says about itself, and why it asks for cards, phones and cameras."""

from __future__ import annotations

from typing import Any

from places import version

BUNDLE_ID = "org.vendorclient.vendorclient"
PLIST: dict[str, Any] = {
    "CFBundleDisplayName": "직접생산 증빙",
    "CFBundleShortVersionString": version(),
    "CFBundleVersion": version(),
    "CFBundleDevelopmentRegion": "ko",
    "CFBundleLocalizations": ["ko", "en"],
    "LSMinimumSystemVersion": "13.0",
    "LSApplicationCategoryType": "public.app-category.business",
    "NSHighResolutionCapable": True,
    "NSRemovableVolumesUsageDescription": (
        "카드에 있는 사진과 동영상을 가져옵니다. 카드에는 아무것도 쓰지 않습니다."
    ),
    "NSCameraUsageDescription": "USB로 연결한 휴대폰과 카메라의 사진을 읽습니다.",
    "NSPhotoLibraryUsageDescription": "USB로 연결한 휴대폰의 사진을 읽습니다.",
    "NSDesktopFolderUsageDescription": "고르신 폴더의 사진을 가져옵니다.",
    "NSDocumentsFolderUsageDescription": "고르신 폴더의 사진을 가져옵니다.",
    "NSDownloadsFolderUsageDescription": "고르신 폴더의 사진을 가져옵니다.",
}
